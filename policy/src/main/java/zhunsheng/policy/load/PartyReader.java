package zhunsheng.policy.load;

import java.util.LinkedHashMap;
import java.util.Map;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Reads what {@code policy.yaml} says of a place: settings, offices, and who plays each party. */
final class PartyReader {
  private final Problems problems;
  private final Section policy;

  PartyReader(Problems problems, Section policy) {
    this.problems = problems;
    this.policy = policy;
  }

  Map<String, Policy.Setting> settings(VocabularyReader types, Carriers carriers) {
    Map<String, Policy.Setting> settings = new LinkedHashMap<>();
    policy
        .map("settings")
        .forEach(
            (id, e) -> {
              Section s = Section.of(e.value(), problems);
              s.checkId(e.keyPlace(), id);
              String title = s.text("title");
              FactType type = types.type(s.scalar("type"), e.keyPlace());
              Object value = "";
              Yaml node = s.node("value");
              Object plain = node == null ? null : node.plainTree();
              if (node == null || plain == null) {
                problems.add(e.keyPlace(), "设置“" + id + "”没有值");
              } else {
                try {
                  value = type.parse(plain);
                } catch (IllegalArgumentException x) {
                  problems.add(node.place(), String.valueOf(x.getMessage()));
                }
              }
              settings.put(
                  id,
                  new Policy.Setting(
                      id,
                      title,
                      type,
                      value,
                      carriers.cite(s, Norm.Kind.SETTING, title),
                      s.optional("reading")));
              s.done("setting");
            });
    return settings;
  }

  Map<String, String> offices() {
    Map<String, String> offices = new LinkedHashMap<>();
    for (Section s : policy.sections("offices")) {
      String id = s.id("id");
      if (offices.put(id, s.text("name")) != null) {
        problems.add(s.placeOf("id"), "单位“" + id + "”重复");
      }
      s.done("office");
    }
    return offices;
  }

  Map<String, Policy.Party> parties(
      Vocabulary vocabulary, Map<String, String> offices, Scopes scopes) {
    Map<String, Policy.Party> parties = new LinkedHashMap<>();
    policy
        .map("parties")
        .forEach(
            (id, e) -> {
              String title = vocabulary.parties().get(id);
              if (title == null) {
                problems.unknown(e.keyPlace(), "职能角色", id, vocabulary.parties().keySet());
              }
              Section s = Section.of(e.value(), problems);
              String office = s.optional("office");
              if (office != null && !offices.containsKey(office)) {
                problems.unknown(s.placeOf("office"), "单位", office, offices.keySet());
              }
              String fact = s.optional("fact");
              if (fact != null) {
                checkOfficeFact(vocabulary, s, fact);
              }
              boolean seesAll = false;
              Map<String, Expression> sees = new LinkedHashMap<>();
              Yaml node = s.node("sees");
              switch (node) {
                case Yaml.Scalar word -> {
                  seesAll = word.text().equals("all");
                  if (!seesAll && !word.text().equals("own")) {
                    problems.add(word.place(), "“sees”应为 all、own 或按对象写条件");
                  }
                }
                case Yaml.Mapping map ->
                    map.entries()
                        .forEach(
                            (subject, condition) -> {
                              ExpressionCompiler c = scopes.subject(subject);
                              if (c == null) {
                                problems.unknown(
                                    condition.keyPlace(),
                                    "对象",
                                    subject,
                                    vocabulary.subjects().keySet());
                              } else if (condition.value() instanceof Yaml.Scalar at) {
                                Expression x = scopes.expression(c, at, Scalar.BOOL);
                                if (x != null) {
                                  sees.put(subject, x);
                                }
                              }
                            });
                case null, default -> {}
              }
              String of = s.optional("of");
              if (of != null && !of.equals("file")) {
                problems.add(s.placeOf("of"), "“of”只能是 file");
              }
              if (of == null && office == null && fact == null) {
                problems.add(e.keyPlace(), "职能角色“" + id + "”应写明 office、of 或 fact");
              }
              parties.put(
                  id,
                  new Policy.Party(
                      id, title == null ? id : title, office, of != null, fact, seesAll, sees));
              s.done("party");
            });
    return parties;
  }

  /** A party that something names which belongs to files of a subject. */
  record Played(String party, String subject) {}

  /** Whether the pack says who plays the party in files of that subject. */
  void bound(
      Map<String, Policy.Party> parties, Played played, Vocabulary vocabulary, Yaml.Place at) {
    String party = played.party();
    Policy.Party binding = parties.get(party);
    if (binding == null) {
      if (!party.equals("filer") && vocabulary.parties().containsKey(party)) {
        problems.add(at, "职能角色“" + party + "”在 policy.yaml 的 parties 中没有对应的单位");
      }
      return;
    }
    String fact = binding.fact();
    Subject subject = vocabulary.subjects().get(played.subject());
    if (fact != null
        && !binding.ofFile()
        && subject != null
        && !fact.startsWith(subject.id() + ".")) {
      problems.add(at, "职能角色“" + party + "”由“" + fact + "”写明，“" + subject.title() + "”的档案没有这一角色");
    }
  }

  /** A party's fact must name an office, or several. */
  private void checkOfficeFact(Vocabulary vocabulary, Section s, String qualified) {
    int dot = qualified.indexOf('.');
    Subject subject = vocabulary.subjects().get(dot < 0 ? "" : qualified.substring(0, dot));
    Fact fact = subject == null ? null : subject.facts().get(qualified.substring(dot + 1));
    if (fact == null) {
      problems.unknown(s.placeOf("fact"), "要素", qualified, vocabulary.qualifiedFacts());
      return;
    }
    FactType type = fact.type() instanceof FactType.ListType list ? list.item() : fact.type();
    if (type != Scalar.OFFICE) {
      problems.add(
          s.placeOf("fact"),
          "“" + qualified + "”应为 office 或 list<office>，而它是 " + fact.type().word());
    }
  }
}
