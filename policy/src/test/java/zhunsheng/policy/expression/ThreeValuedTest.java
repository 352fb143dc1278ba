package zhunsheng.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import zhunsheng.policy.value.Unknown;

/** Kleene's logic: one deciding fact is enough, and what is still unknown names what it lacks. */
class ThreeValuedTest {
  private static final List<String> FLAGS = List.of("p", "q", "r", "s");

  /** A formula over the flags; {@code not} with one part, the others with two. */
  record Formula(String operator, List<Formula> parts) {
    String cel() {
      return switch (operator) {
        case "not" -> "!(" + parts.getFirst().cel() + ")";
        case "and" -> "(" + parts.get(0).cel() + " && " + parts.get(1).cel() + ")";
        case "or" -> "(" + parts.get(0).cel() + " || " + parts.get(1).cel() + ")";
        default -> "file." + operator;
      };
    }

    /** True, false, or null; the reference that the evaluator is compared with. */
    Boolean value(Map<String, Boolean> known) {
      return switch (operator) {
        case "not" -> {
          Boolean inner = parts.getFirst().value(known);
          yield inner == null ? null : Boolean.valueOf(!inner);
        }
        case "and" -> both(parts.get(0).value(known), parts.get(1).value(known), false);
        case "or" -> both(parts.get(0).value(known), parts.get(1).value(known), true);
        default -> known.get(operator);
      };
    }

    private static Boolean both(Boolean a, Boolean b, boolean absorbing) {
      if (Boolean.valueOf(absorbing).equals(a) || Boolean.valueOf(absorbing).equals(b)) {
        return absorbing;
      }
      return (a == null || b == null) ? null : Boolean.valueOf(!absorbing);
    }
  }

  @Provide
  Arbitrary<Formula> formulas() {
    return formulas(4);
  }

  private static Arbitrary<Formula> formulas(int depth) {
    Arbitrary<Formula> leaf = Arbitraries.of(FLAGS).map(f -> new Formula(f, List.of()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Formula> inner = formulas(depth - 1);
    return Arbitraries.oneOf(
        leaf,
        inner.map(f -> new Formula("not", List.of(f))),
        Combinators.combine(Arbitraries.of("and", "or"), inner, inner)
            .as((op, a, b) -> new Formula(op, List.of(a, b))));
  }

  @Provide
  Arbitrary<Map<String, Boolean>> known() {
    return Arbitraries.maps(Arbitraries.of(FLAGS), Arbitraries.of(true, false)).ofMaxSize(4);
  }

  private static Object eval(String cel, Map<String, Boolean> known) {
    Desk desk = new Desk();
    known.forEach(desk::fact);
    return desk.eval(cel);
  }

  @Property(tries = 300)
  void the_evaluator_agrees_with_kleene(
      @ForAll("formulas") Formula formula, @ForAll("known") Map<String, Boolean> known) {
    Object value = eval(formula.cel(), known);
    Boolean expected = formula.value(known);
    assertThat(value instanceof Unknown ? null : value).isEqualTo(expected);
  }

  @Property(tries = 200)
  void an_unknown_names_the_missing_facts_that_matter_and_no_others(
      @ForAll("formulas") Formula formula,
      @ForAll("known") Map<String, Boolean> known,
      @ForAll("known") Map<String, Boolean> guess) {
    if (!(eval(formula.cel(), known) instanceof Unknown unknown)) {
      return;
    }
    Set<String> missing = new HashSet<>();
    unknown.missing().forEach(m -> missing.add(m.substring("file.".length())));
    assertThat(missing).isNotEmpty().noneMatch(known::containsKey);
    Map<String, Boolean> others = new HashMap<>(known);
    Map<String, Boolean> all = new HashMap<>(known);
    for (String flag : FLAGS) {
      boolean value = guess.getOrDefault(flag, true);
      if (missing.contains(flag)) {
        all.putIfAbsent(flag, value);
      } else {
        others.putIfAbsent(flag, value);
      }
    }
    // Facts it does not name change nothing; those it names are enough.
    assertThat(eval(formula.cel(), others)).isEqualTo(unknown);
    assertThat(eval(formula.cel(), all)).isInstanceOf(Boolean.class);
  }

  @Property(tries = 100)
  void de_morgan(
      @ForAll("formulas") Formula a,
      @ForAll("formulas") Formula b,
      @ForAll("known") Map<String, Boolean> known) {
    assertThat(eval("!(" + a.cel() + " && " + b.cel() + ")", known))
        .isEqualTo(eval("!(" + a.cel() + ") || !(" + b.cel() + ")", known));
    assertThat(eval("!(" + a.cel() + " || " + b.cel() + ")", known))
        .isEqualTo(eval("!(" + a.cel() + ") && !(" + b.cel() + ")", known));
  }

  @Property(tries = 100)
  void false_and_true_absorb(
      @ForAll("formulas") Formula formula, @ForAll("known") Map<String, Boolean> known) {
    for (String both : List.of("%s && false", "false && %s")) {
      assertThat(eval(both.formatted(formula.cel()), known)).isEqualTo(false);
    }
    for (String either : List.of("%s || true", "true || %s")) {
      assertThat(eval(either.formatted(formula.cel()), known)).isEqualTo(true);
    }
  }

  @Property(tries = 100)
  void an_explanation_reads_only_what_is_there(
      @ForAll("formulas") Formula formula, @ForAll("known") Map<String, Boolean> known) {
    Desk desk = new Desk();
    known.forEach(desk::fact);
    List<String> because = desk.because(formula.cel());
    assertThat(because).isNotEmpty();
    Boolean value = formula.value(known);
    if (value != null) {
      // The facts that are told decide by themselves.
      Map<String, Boolean> told = new HashMap<>();
      known.forEach(
          (flag, v) -> {
            if (because.contains(flag + " " + (v ? "是" : "否"))) {
              told.put(flag, v);
            }
          });
      assertThat(formula.value(told)).isEqualTo(value);
      assertThat(because).noneMatch(line -> line.contains("未填"));
    }
  }

  @Example
  void quantifiers_name_every_item_that_is_still_open() {
    List<Map<String, Object>> lines = new ArrayList<>();
    lines.add(Map.of("name", "甲"));
    lines.add(Map.of("amount", zhunsheng.policy.value.Money.ofYuan("5")));
    Desk desk = new Desk().fact("lines", lines);
    assertThat(desk.eval("file.lines.filter(l, l.amount > yuan(1) && file.p).size()"))
        .isEqualTo(new Unknown(List.of("file.lines.amount", "file.p")));
    assertThat(desk.eval("file.lines.map(l, l.name).size()"))
        .isEqualTo(Unknown.of("file.lines.name"));
    assertThat(desk.eval("file.lines.exists(l, l.amount == yuan(5))")).isEqualTo(true);
    assertThat(desk.eval("file.lines.exists(l, l.amount == yuan(6))"))
        .isEqualTo(Unknown.of("file.lines.amount"));
    assertThat(desk.eval("file.lines.all(l, l.amount == yuan(6))")).isEqualTo(false);
    assertThat(desk.eval("file.lines.filter(l, l.name == '甲').map(m, m.amount).sum()"))
        .isEqualTo(Unknown.of("file.lines.name"));
  }

  @Example
  void lists_comparisons_and_calls_name_all_that_is_missing() {
    Desk desk = new Desk();
    assertThat(desk.eval("file.total in [file.spent, limit]"))
        .isEqualTo(new Unknown(List.of("file.spent", "file.total", "limit")));
    assertThat(desk.eval("file.total > file.spent"))
        .isEqualTo(new Unknown(List.of("file.spent", "file.total")));
    assertThat(desk.eval("later(file.begun, file.ended)"))
        .isEqualTo(new Unknown(List.of("file.begun", "file.ended")));
    assertThat(desk.eval("known(file.total)")).isEqualTo(false);
    assertThat(desk.eval("file.p ? yuan(1) : file.total")).isEqualTo(Unknown.of("file.p"));
  }
}
