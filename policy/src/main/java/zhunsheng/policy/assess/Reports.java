package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Report;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Unknown;

/** What a report says of a file; pure like the assessment. */
public final class Reports {
  private Reports() {}

  /**
   * One file's part of a report.
   *
   * @param rows what stands in it
   * @param missing facts without which it cannot be told whether more does; empty where all is
   *     known
   */
  public record Reading(List<Row> rows, List<MissingFact> missing) {
    static final Reading NOTHING = new Reading(List.of(), List.of());

    public Reading {
      rows = List.copyOf(rows);
      missing = List.copyOf(missing);
    }
  }

  /**
   * A row.
   *
   * @param values by column, of its type; what nobody recorded or what never was is left out
   * @param texts by column, as a person reads them
   * @param counted by count of the head, whether the row is among them; left out where that is
   *     unknown
   */
  public record Row(
      String file,
      String name,
      String office,
      Map<String, Object> values,
      Map<String, String> texts,
      Map<String, Boolean> counted) {
    public Row {
      values = Map.copyOf(values);
      texts = Map.copyOf(texts);
      counted = Map.copyOf(counted);
    }
  }

  /**
   * Reads a file for a report.
   *
   * @param dossier the file as it was at the end of {@code today}, with the files it is linked to
   */
  public static Reading read(Policy policy, Report report, Dossier dossier, LocalDate today) {
    Situation situation = Situation.of(policy, dossier, today);
    CaseFile file = dossier.file();
    if (!file.subject().equals(report.subject()) || !binds(situation, report)) {
      return Reading.NOTHING;
    }
    List<Verdict.Undetermined> undetermined = new ArrayList<>();
    Boolean applies = Assessor.applies(situation, undetermined);
    if (Boolean.FALSE.equals(applies)) {
      return Reading.NOTHING;
    }
    List<Row> rows = new ArrayList<>();
    Unknown unknown = items(situation, report, rows);
    if (applies == null) {
      // What is not in the report anyway is not in it whether the policy binds the file or not.
      return rows.isEmpty() && unknown == null
          ? Reading.NOTHING
          : new Reading(List.of(), undetermined.getFirst().missing());
    }
    return new Reading(rows, unknown == null ? List.of() : situation.missing(unknown));
  }

  private static boolean binds(Situation situation, Report report) {
    return report.norms().stream()
        .map(c -> situation.policy().norms().get(c.norm()))
        .anyMatch((@Nullable Norm n) -> n != null && situation.binds(n));
  }

  /** Adds the rows that hold; returns what is unknown of the others, or null. */
  private static @Nullable Unknown items(Situation situation, Report report, List<Row> rows) {
    Env env = situation.env(null);
    String each = report.each();
    Expression in = report.in();
    if (each == null || in == null) {
      return one(situation, report, env, rows);
    }
    Object list = in.eval(env);
    if (list instanceof Unknown u) {
      return u;
    }
    Unknown unknown = null;
    for (Object item : list instanceof List<?> items ? items : List.of()) {
      Unknown of = one(situation, report, env.with(each, item), rows);
      unknown = unknown == null ? of : of == null ? unknown : unknown.and(of);
    }
    return unknown;
  }

  private static @Nullable Unknown one(
      Situation situation, Report report, Env env, List<Row> rows) {
    Expression when = report.when();
    Object holds = when == null ? true : when.eval(env);
    if (holds instanceof Unknown u) {
      return u;
    }
    if (Boolean.TRUE.equals(holds)) {
      CaseFile file = situation.file();
      Map<String, Object> values = new LinkedHashMap<>();
      Map<String, String> texts = new LinkedHashMap<>();
      for (Report.Column column : report.columns()) {
        Object value = column.value().eval(env);
        texts.put(column.id(), column.value().display(env));
        if (!(value instanceof Unknown) && !value.equals(Day.NEVER)) {
          values.put(column.id(), recorded(value));
        }
      }
      Map<String, Boolean> counted = new LinkedHashMap<>();
      for (Report.Head head : report.head()) {
        if (head.when().eval(env) instanceof Boolean among) {
          counted.put(head.id(), among);
        }
      }
      rows.add(
          new Row(
              file.id(),
              FileView.nameOf(situation.policy(), file),
              file.office(),
              values,
              texts,
              counted));
    }
    return null;
  }

  /**
   * A count above the rows.
   *
   * @param unknown how many rows there are of which nobody can tell
   */
  public record Count(Report.Head head, long count, long unknown) {}

  /** What stands above {@code rows}, in the report's order. */
  public static List<Count> head(Report report, List<Row> rows) {
    return report.head().stream()
        .map(
            h ->
                new Count(
                    h,
                    rows.stream().filter(r -> Boolean.TRUE.equals(r.counted().get(h.id()))).count(),
                    rows.stream().filter(r -> !r.counted().containsKey(h.id())).count()))
        .toList();
  }

  /** A value as files record it: another file by its id. */
  private static Object recorded(Object value) {
    return switch (value) {
      case FileView view -> new Ref(view.file().id());
      case List<?> items -> items.stream().map(i -> recorded(i)).toList();
      default -> value;
    };
  }

  /** The order of a report's rows: as it says, then by name. */
  public static Comparator<Row> order(Report report) {
    Comparator<Row> order = Comparator.comparing(Row::name).thenComparing(Row::file);
    for (Map.Entry<String, Boolean> key : List.copyOf(report.sort().entrySet()).reversed()) {
      order = by(report, key.getKey(), key.getValue()).thenComparing(order);
    }
    return order;
  }

  /** What is not recorded comes last, whichever way the rest is sorted. */
  private static Comparator<Row> by(Report report, String column, boolean descending) {
    if (column.equals("name") || column.equals("office")) {
      Comparator<Row> plain = Comparator.comparing(column.equals("name") ? Row::name : Row::office);
      return descending ? plain.reversed() : plain;
    }
    FactType type =
        report.columns().stream()
            .filter(c -> c.id().equals(column))
            .findFirst()
            .map(Report.Column::type)
            .orElse(FactType.Scalar.TEXT);
    Comparator<Object> values = (a, b) -> compare(type, a, b);
    return Comparator.comparing(
        (Row r) -> r.values().get(column),
        Comparator.nullsLast(descending ? values.reversed() : values));
  }

  @SuppressWarnings("unchecked") // values of one column are of one type
  private static int compare(FactType type, Object a, Object b) {
    if (type instanceof FactType.EnumType e) {
      List<String> order = List.copyOf(e.values().keySet());
      return Integer.compare(order.indexOf(a.toString()), order.indexOf(b.toString()));
    }
    return a instanceof Comparable<?> && a.getClass() == b.getClass()
        ? ((Comparable<Object>) a).compareTo(b)
        : type.display(a).compareTo(type.display(b));
  }
}
