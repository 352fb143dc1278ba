package zhunsheng.policy.cli;

import java.util.List;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** Norms and procedures in words. */
final class Explanation {
  private Explanation() {}

  static void norm(Norm norm, List<String> lines) {
    lines.add(norm.citation().display() + "（" + norm.citation().norm() + "）");
    lines.add("  " + norm.citation().gist());
    norm.params()
        .forEach((name, value) -> lines.add("  参数 " + name + " = " + FactType.displayPlain(value)));
    for (Norm.Effect e : norm.effects()) {
      lines.add("  " + word(e.kind()) + "：" + e.text());
    }
    norm.carriedBy().forEach(c -> lines.add("  由 " + c + " 落实"));
    if (norm.reading() != null) {
      lines.add("  理解：" + norm.reading());
    }
    if (norm.judgement() != null) {
      lines.add("  由人判断：" + norm.judgement());
    }
  }

  private static String word(Norm.Kind kind) {
    return switch (kind) {
      case LIMIT -> "限制";
      case HOLD -> "措施";
      case DUTY -> "义务";
      case DEFINITION -> "认定";
      case NOTICE -> "提示";
      case CONSEQUENCE -> "后果";
      case PROCEDURE -> "事项";
      case FIELD -> "填报";
      case MATERIAL -> "材料";
      case STEP -> "环节";
      case WINDOW -> "办理期";
      case REPORT -> "报表";
      case SETTING -> "设置";
      case CARRIED -> "落实";
    };
  }

  static void procedure(Policy policy, Procedure p, List<String> lines) {
    lines.add(p.title() + "（" + p.id() + "）");
    if (p.citation() != null) {
      lines.add("  依据：" + p.citation().display() + " " + p.citation().gist());
    }
    lines.add("  办理：" + titles(policy, p.by()));
    for (Procedure.Field f : p.fields()) {
      lines.add(
          "  填报："
              + f.title()
              + "（"
              + f.id()
              + "）"
              + need(f.requiredWhen() == null ? null : f.requiredWhen().source()));
    }
    for (Procedure.MaterialSlot m : p.materials()) {
      lines.add(
          "  材料：" + m.title() + need(m.requiredWhen() == null ? null : m.requiredWhen().source()));
    }
    int n = 0;
    for (Procedure.Step s : p.route()) {
      lines.add(
          "  环节 "
              + ++n
              + "："
              + s.title()
              + "，"
              + titles(policy, s.by())
              + (s.by().size() > 1 ? s.all() ? "（会签）" : "（或签）" : "")
              + (s.when() == null ? "" : "，条件 " + s.when().source()));
    }
    policy
        .rules()
        .limits(p.id())
        .forEach(
            l ->
                lines.add(
                    "  限制：" + l.message().source() + "（" + l.norm().citation().display() + "）"));
  }

  private static String need(@org.jspecify.annotations.Nullable String condition) {
    return condition == null ? "" : condition.equals("true") ? "，必填" : "，必填条件 " + condition;
  }

  private static String titles(Policy policy, List<String> parties) {
    return String.join(
        "、", parties.stream().map(p -> policy.vocabulary().parties().getOrDefault(p, p)).toList());
  }
}
