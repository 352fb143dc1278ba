package zhunsheng.server.regulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.EnumType;
import zhunsheng.policy.model.FactType.ListType;
import zhunsheng.policy.model.FactType.RecordType;
import zhunsheng.policy.model.FactType.RefType;
import zhunsheng.policy.model.FactType.Scalar;

/**
 * The type of a value.
 *
 * @param values the options of an enum
 * @param fields the parts of a record
 * @param item the type of a list's items
 * @param subject the kind of file that a ref points to
 */
public record TypeView(
    Kind kind,
    @Nullable String title,
    @Nullable List<Named> values,
    @Nullable List<PartView> fields,
    @Nullable TypeView item,
    @Nullable String subject) {

  /** Kinds of type. */
  public enum Kind implements Word {
    TEXT,
    LONG_TEXT,
    BOOL,
    INT,
    MONEY,
    DATE,
    TERM,
    OFFICE,
    ENUM,
    RECORD,
    LIST,
    REF
  }

  /** An id with its Chinese title. */
  public record Named(String id, String title) {
    public static List<Named> of(Map<String, String> titles) {
      return titles.entrySet().stream().map(e -> new Named(e.getKey(), e.getValue())).toList();
    }
  }

  /** A part of a record. */
  public record PartView(String id, String title, TypeView type, @Nullable String help) {}

  public static TypeView of(FactType type) {
    return switch (type) {
      case Scalar s -> scalar(s);
      case EnumType e -> new TypeView(Kind.ENUM, e.title(), Named.of(e.values()), null, null, null);
      case RecordType r ->
          new TypeView(
              Kind.RECORD,
              r.title(),
              null,
              r.fields().values().stream()
                  .map(f -> new PartView(f.name(), f.title(), of(f.type()), f.help()))
                  .toList(),
              null,
              null);
      case ListType l -> new TypeView(Kind.LIST, null, null, null, of(l.item()), null);
      case RefType r -> new TypeView(Kind.REF, null, null, null, null, r.subject());
    };
  }

  private static TypeView scalar(Scalar s) {
    Kind kind =
        switch (s) {
          case TEXT -> Kind.TEXT;
          case LONG_TEXT -> Kind.LONG_TEXT;
          case BOOL -> Kind.BOOL;
          case INT -> Kind.INT;
          case MONEY -> Kind.MONEY;
          case DATE -> Kind.DATE;
          case TERM -> Kind.TERM;
          case OFFICE -> Kind.OFFICE;
        };
    return new TypeView(kind, null, null, null, null, null);
  }
}
