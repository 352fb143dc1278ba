package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Field;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Suggestion;
import zhunsheng.policy.model.Vocabulary;

/** Reads what a form is pointed to while it is filled, and where taking it is written. */
final class SuggestionReader {
  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Carriers carriers;

  SuggestionReader(Problems problems, Vocabulary vocabulary, Carriers carriers) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.carriers = carriers;
  }

  List<Suggestion> read(Section s, Procedure procedure) {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Section one : s.sections("suggests")) {
      String platform = one.optional("platform");
      String files = one.optional("files");
      if (platform != null && !vocabulary.platforms().containsKey(platform)) {
        problems.unknown(
            one.placeOf("platform"), "共用平台", platform, vocabulary.platforms().keySet());
      }
      Subject subject = files == null ? null : vocabulary.subjects().get(files);
      if (files != null && subject == null) {
        problems.unknown(one.placeOf("files"), "对象", files, vocabulary.subjects().keySet());
      } else if (subject != null && subject.described() == null) {
        problems.add(one.placeOf("files"), "对象“" + files + "”没有写明“described-by”，不能建议");
      }
      if ((platform == null) == (files == null)) {
        problems.add(one.place(), "应写明“platform”或“files”之一");
      }
      Suggestion.Into into = into(one, procedure, files);
      boolean always = one.flag("always", false);
      boolean own = one.flag("own", false);
      if (files != null && one.has("always")) {
        problems.add(one.placeOf("always"), "“always”只用于共用平台");
      }
      if (platform != null && one.has("own")) {
        problems.add(one.placeOf("own"), "“own”只用于档案");
      }
      Citation citation = carriers.cite(one, Norm.Kind.CARRIED, procedure.title() + "：填报时的建议");
      if (citation == null && !one.has("norm")) {
        problems.add(one.place(), "缺少“norm”：建议所依据的规范");
      }
      one.done("suggestion");
      suggestions.add(
          platform != null
              ? new Suggestion.Platform(platform, always, into, citation)
              : new Suggestion.Files(files == null ? "" : files, own, into, citation));
    }
    return suggestions;
  }

  /** Where taking a suggestion is written, with a value that its field can hold. */
  private Suggestion.@Nullable Into into(Section one, Procedure procedure, @Nullable String files) {
    String id = one.optional("into");
    Yaml node = one.node("value");
    if (id == null) {
      if (node != null) {
        problems.add(node.place(), "有“value”时应写明“into”：写入哪个字段");
      }
      return null;
    }
    Field field =
        procedure.fields().stream().filter(f -> f.id().equals(id)).findFirst().orElse(null);
    if (field == null) {
      problems.unknown(
          one.placeOf("into"),
          "字段",
          id,
          procedure.fields().stream().map(Field::id).collect(Collectors.toList()));
      return null;
    }
    FactType type = field.type() instanceof FactType.ListType list ? list.item() : field.type();
    Object given = node == null ? null : node.plainTree();
    Object value =
        given != null
            ? given
            : type instanceof FactType.RefType ? Suggestion.FILE : Suggestion.NAME;
    Yaml.Place at = node == null ? one.placeOf("into") : node.place();
    if (given == null && files == null) {
      problems.add(at, "缺少“value”：采用时写入“" + id + "”的值");
    } else if (type instanceof FactType.RefType ref && !ref.subject().equals(files)) {
      problems.add(at, "“" + id + "”引用的是“" + ref.subject() + "”，不能写入“" + files + "”");
    } else {
      try {
        Object sample = Suggestion.filled(value, new Suggestion.Filling("f", "名称", "单位"));
        type.parse(sample);
      } catch (IllegalArgumentException x) {
        problems.add(at, "“value”不能写入“" + id + "”：" + x.getMessage());
      }
    }
    return new Suggestion.Into(id, value);
  }
}
