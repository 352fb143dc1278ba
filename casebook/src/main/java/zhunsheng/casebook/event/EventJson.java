package zhunsheng.casebook.event;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Event.Acted;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Event.Copied;
import zhunsheng.policy.file.Event.FieldsFilled;
import zhunsheng.policy.file.Event.FileClosed;
import zhunsheng.policy.file.Event.FileOpened;
import zhunsheng.policy.file.Event.FileReopened;
import zhunsheng.policy.file.Event.HoldLifted;
import zhunsheng.policy.file.Event.HoldPlaced;
import zhunsheng.policy.file.Event.OutcomeRecorded;
import zhunsheng.policy.file.Event.Reminded;
import zhunsheng.policy.file.Event.ReviewerAdded;
import zhunsheng.policy.file.Event.ReviewerRemoved;
import zhunsheng.policy.file.Event.RunEnded;
import zhunsheng.policy.file.Event.RunFiled;
import zhunsheng.policy.file.Event.RunReturned;
import zhunsheng.policy.file.Event.RunWithdrawn;
import zhunsheng.policy.file.Event.StepClosed;
import zhunsheng.policy.file.Event.StepOpened;
import zhunsheng.policy.file.Event.Transferred;
import zhunsheng.policy.file.Event.Turn;

/**
 * Events as JSON. Names are written out, not taken from the records, so that renaming Java changes
 * no record; what is null is left out.
 */
public final class EventJson {
  /** The form that is written today; {@link #decode} reads it and all before it. */
  public static final int SCHEMA = 1;

  private EventJson() {}

  /** The event's kind as stored. */
  public static String type(Event event) {
    return switch (event) {
      case FileOpened e -> "FileOpened";
      case RunFiled e -> "RunFiled";
      case StepOpened e -> "StepOpened";
      case Acted e -> "Acted";
      case StepClosed e -> "StepClosed";
      case RunReturned e -> "RunReturned";
      case RunWithdrawn e -> "RunWithdrawn";
      case RunEnded e -> "RunEnded";
      case OutcomeRecorded e -> "OutcomeRecorded";
      case Transferred e -> "Transferred";
      case ReviewerAdded e -> "ReviewerAdded";
      case ReviewerRemoved e -> "ReviewerRemoved";
      case Reminded e -> "Reminded";
      case Copied e -> "Copied";
      case FieldsFilled e -> "FieldsFilled";
      case HoldPlaced e -> "HoldPlaced";
      case HoldLifted e -> "HoldLifted";
      case FileClosed e -> "FileClosed";
      case FileReopened e -> "FileReopened";
    };
  }

  /** The event's content as a tree for {@link CanonicalJson}. */
  public static Map<String, Object> encode(Event event) {
    return switch (event) {
      case FileOpened e -> tree("subject", e.subject(), "office", e.office());
      case RunFiled e ->
          tree(
              "run", e.run(),
              "procedure", e.procedure(),
              "office", e.office(),
              "actedOn", e.actedOn().toString(),
              "facts", ValueJson.encodeAll(e.facts()),
              "fields", ValueJson.encodeAll(e.fields()),
              "materials", ValueJson.encodeMaterials(e.materials()));
      case StepOpened e ->
          tree(
              "run", e.run(),
              "visit", e.visit(),
              "step", e.step(),
              "due", text(e.due()),
              "turns", e.turns().stream().map(EventJson::encode).toList());
      case Acted e ->
          tree(
              "run", e.run(),
              "assignment", e.assignment(),
              "choice", e.choice(),
              "text", e.text(),
              "facts", ValueJson.encodeAll(e.facts()),
              "fields", ValueJson.encodeAll(e.fields()),
              "materials", ValueJson.encodeMaterials(e.materials()));
      case StepClosed e -> tree("run", e.run(), "visit", e.visit(), "how", e.how().name());
      case RunReturned e -> tree("run", e.run(), "to", e.to(), "reason", e.reason());
      case RunWithdrawn e -> tree("run", e.run(), "reason", e.reason());
      case RunEnded e -> tree("run", e.run(), "outcome", e.outcome());
      case OutcomeRecorded e ->
          tree(
              "run", e.run(),
              "outcome", e.outcome(),
              "facts", ValueJson.encodeAll(e.facts()),
              "appended", appended(e.appended()),
              "reached", dates(e.reached()),
              "cleared", e.cleared());
      case Transferred e ->
          tree(
              "run", e.run(),
              "assignment", e.assignment(),
              "toOffice", e.toOffice(),
              "reason", e.reason());
      case ReviewerAdded e -> tree("run", e.run(), "turn", encode(e.turn()), "reason", e.reason());
      case ReviewerRemoved e ->
          tree("run", e.run(), "assignment", e.assignment(), "reason", e.reason());
      case Reminded e -> tree("run", e.run(), "assignment", e.assignment(), "text", e.text());
      case Copied e -> tree("run", e.run(), "offices", e.offices(), "text", e.text());
      case FieldsFilled e -> tree("run", e.run(), "fields", ValueJson.encodeAll(e.fields()));
      case HoldPlaced e -> tree("hold", e.hold(), "norm", e.norm(), "title", e.title());
      case HoldLifted e -> tree("hold", e.hold());
      case FileClosed e -> tree("reason", e.reason());
      case FileReopened e -> tree("reason", e.reason());
    };
  }

  /**
   * Reads an event.
   *
   * @param schema the form in which it was written; an older one is brought to today's here
   * @throws CorruptEventException if it cannot be read
   */
  public static Event decode(int schema, String type, Map<?, ?> payload) {
    if (schema != SCHEMA) {
      throw new CorruptEventException("written in form " + schema + ", known is " + SCHEMA, null);
    }
    try {
      return decode(type, new Fields(payload));
    } catch (IllegalArgumentException | ClassCastException | java.time.DateTimeException e) {
      throw new CorruptEventException(type + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Event decode(String type, Fields f) {
    return switch (type) {
      case "FileOpened" -> new FileOpened(f.text("subject"), f.text("office"));
      case "RunFiled" ->
          new RunFiled(
              f.text("run"),
              f.text("procedure"),
              f.text("office"),
              f.date("actedOn"),
              f.values("facts"),
              f.values("fields"),
              ValueJson.decodeMaterials(f.object("materials")));
      case "StepOpened" ->
          new StepOpened(
              f.text("run"),
              f.integer("visit"),
              f.text("step"),
              f.optionalDate("due"),
              f.objects("turns").stream().map(EventJson::turn).toList());
      case "Acted" ->
          new Acted(
              f.text("run"),
              f.text("assignment"),
              f.text("choice"),
              f.text("text"),
              f.values("facts"),
              f.values("fields"),
              ValueJson.decodeMaterials(f.object("materials")));
      case "StepClosed" ->
          new StepClosed(f.text("run"), f.integer("visit"), Closing.valueOf(f.text("how")));
      case "RunReturned" -> new RunReturned(f.text("run"), f.optionalText("to"), f.text("reason"));
      case "RunWithdrawn" -> new RunWithdrawn(f.text("run"), f.text("reason"));
      case "RunEnded" -> new RunEnded(f.text("run"), f.text("outcome"));
      case "OutcomeRecorded" ->
          new OutcomeRecorded(
              f.text("run"),
              f.text("outcome"),
              f.values("facts"),
              f.lists("appended"),
              f.dates("reached"),
              f.texts("cleared"));
      case "Transferred" ->
          new Transferred(
              f.text("run"), f.text("assignment"), f.text("toOffice"), f.text("reason"));
      case "ReviewerAdded" ->
          new ReviewerAdded(f.text("run"), turn(new Fields(f.object("turn"))), f.text("reason"));
      case "ReviewerRemoved" ->
          new ReviewerRemoved(f.text("run"), f.text("assignment"), f.text("reason"));
      case "Reminded" -> new Reminded(f.text("run"), f.text("assignment"), f.text("text"));
      case "Copied" -> new Copied(f.text("run"), f.texts("offices"), f.text("text"));
      case "FieldsFilled" -> new FieldsFilled(f.text("run"), f.values("fields"));
      case "HoldPlaced" -> new HoldPlaced(f.text("hold"), f.text("norm"), f.text("title"));
      case "HoldLifted" -> new HoldLifted(f.text("hold"));
      case "FileClosed" -> new FileClosed(f.text("reason"));
      case "FileReopened" -> new FileReopened(f.text("reason"));
      default -> throw new IllegalArgumentException("no kind of event: " + type);
    };
  }

  private static Map<String, Object> encode(Turn turn) {
    return tree("assignment", turn.assignment(), "party", turn.party(), "office", turn.office());
  }

  private static Turn turn(Fields f) {
    return new Turn(f.text("assignment"), f.text("party"), f.text("office"));
  }

  private static Map<String, Object> appended(Map<String, List<Object>> lists) {
    Map<String, Object> tree = new LinkedHashMap<>();
    lists.forEach((fact, items) -> tree.put(fact, ValueJson.encode(items)));
    return tree;
  }

  private static Map<String, Object> dates(Map<String, LocalDate> dates) {
    Map<String, Object> tree = new LinkedHashMap<>();
    dates.forEach((name, date) -> tree.put(name, date.toString()));
    return tree;
  }

  private static @Nullable String text(@Nullable LocalDate date) {
    return date == null ? null : date.toString();
  }

  private static Map<String, Object> tree(@Nullable Object... namesAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        tree.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return tree;
  }
}
