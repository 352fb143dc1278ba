package zhunsheng.policy.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;

/**
 * The structured types that expressions of a pack may select from, and the Chinese titles of their
 * parts.
 */
public final class Declarations {
  static final OpaqueType MONEY = OpaqueType.create("money");
  static final OpaqueType DATE = OpaqueType.create("date");
  static final OpaqueType TERM = OpaqueType.create("term");

  private final Map<String, StructDeclaration> structs = new LinkedHashMap<>();
  private final Map<String, FactType.EnumType> enums;
  private final @Nullable ExpressionMemory memory;
  private @Nullable Set<String> differing;

  public Declarations(Map<String, FactType.EnumType> enums) {
    this(enums, null);
  }

  /**
   * @param memory remembers what is compiled under these declarations; null: nothing does
   */
  public Declarations(Map<String, FactType.EnumType> enums, @Nullable ExpressionMemory memory) {
    this.enums = Collections.unmodifiableMap(new LinkedHashMap<>(enums));
    this.memory = memory;
  }

  @Nullable ExpressionMemory memory() {
    return memory;
  }

  /** The names that mean something else here than there; asked for once all is declared. */
  Set<String> differing(Declarations other) {
    if (other == this) {
      return Set.of();
    }
    if (differing == null) {
      Set<String> names = new HashSet<>();
      differing(enums, other.enums, names);
      Set<String> all = new HashSet<>(structs.keySet());
      all.addAll(other.structs.keySet());
      for (String struct : all) {
        differing(declared(struct), other.declared(struct), names);
      }
      differing = names;
    }
    return differing;
  }

  private Map<String, Part> declared(String struct) {
    StructDeclaration declaration = structs.get(struct);
    return declaration == null ? Map.of() : declaration.parts();
  }

  private static <V> void differing(Map<String, V> one, Map<String, V> other, Set<String> names) {
    one.forEach(
        (name, value) -> {
          if (!value.equals(other.get(name))) {
            names.add(name);
          }
        });
    other.keySet().stream().filter(name -> !one.containsKey(name)).forEach(names::add);
  }

  /** One part of a structured type. */
  public sealed interface Part {
    String title();

    /** A part of a declared fact type. */
    record Value(String title, FactType type) implements Part {}

    /**
     * Text that can only be one of these ids, so that a misspelt literal beside it does not load.
     *
     * @param ids titles by id
     */
    record Ids(String title, Map<String, String> ids) implements Part {}

    /** A part that is itself a structure of that name, or a list of them. */
    record Nested(String title, String struct, boolean list) implements Part {}
  }

  private record StructDeclaration(Map<String, Part> parts, StructType type) {}

  /** Declares a structured type; parts may name structures declared later. */
  @SuppressWarnings("Immutable") // declared once while a pack loads, then only read
  public void struct(String name, Map<String, Part> parts) {
    Map<String, Part> copy = new LinkedHashMap<>(parts);
    StructType type =
        StructType.create(
            name,
            ImmutableSet.copyOf(copy.keySet()),
            field -> Optional.ofNullable(copy.get(field)).map(this::celType));
    structs.put(name, new StructDeclaration(copy, type));
  }

  @Nullable Part part(String struct, String name) {
    StructDeclaration declaration = structs.get(struct);
    return declaration == null ? null : declaration.parts().get(name);
  }

  /** Names of the parts of a structure. */
  Set<String> parts(String struct) {
    StructDeclaration declaration = structs.get(struct);
    return declaration == null ? Set.of() : declaration.parts().keySet();
  }

  /** A type as a pack would write it. */
  String word(CelType type) {
    if (type instanceof ListType list && list.hasElemType()) {
      return "list<" + word(list.elemType()) + ">";
    }
    if (type.equals(SimpleType.STRING)) {
      return "text";
    }
    String linked = linked("");
    return type.name().startsWith(linked)
        ? "ref<" + type.name().substring(linked.length()) + ">"
        : type.name();
  }

  Map<String, FactType.EnumType> enums() {
    return enums;
  }

  CelType celType(Part part) {
    return switch (part) {
      case Part.Value v -> celType(v.type());
      case Part.Ids i -> SimpleType.STRING;
      case Part.Nested n ->
          n.list() ? ListType.create(structType(n.struct())) : structType(n.struct());
    };
  }

  CelType structType(String name) {
    StructDeclaration declaration = structs.get(name);
    if (declaration == null) {
      throw new IllegalStateException("no structure " + name);
    }
    return declaration.type();
  }

  CelType celType(FactType type) {
    return switch (type) {
      case FactType.Scalar s ->
          switch (s) {
            case TEXT, LONG_TEXT, OFFICE -> SimpleType.STRING;
            case BOOL -> SimpleType.BOOL;
            case INT -> SimpleType.INT;
            case MONEY -> MONEY;
            case DATE -> DATE;
            case TERM -> TERM;
          };
      case FactType.EnumType e -> OpaqueType.create(e.name());
      case FactType.RecordType r -> structType(r.name());
      case FactType.ListType l -> ListType.create(celType(l.item()));
      case FactType.RefType r -> structType(linked(r.subject()));
    };
  }

  /** Name of the structure that a reference to a file of that subject selects from. */
  public static String linked(String subject) {
    return "linked_" + subject;
  }

  /** Declares the record types of a vocabulary. */
  public void records(Iterable<FactType.RecordType> records) {
    for (FactType.RecordType record : records) {
      Map<String, Part> parts = new LinkedHashMap<>();
      for (Fact field : record.fields().values()) {
        parts.put(field.name(), new Part.Value(field.title(), field.type()));
      }
      struct(record.name(), parts);
    }
  }

  @SuppressWarnings("Immutable") // declared once while a pack loads, then only read
  CelTypeProvider provider() {
    return new CelTypeProvider() {
      @Override
      public ImmutableList<CelType> types() {
        return structs.values().stream()
            .map(s -> (CelType) s.type())
            .collect(ImmutableList.toImmutableList());
      }

      @Override
      public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name)).map(StructDeclaration::type);
      }
    };
  }

  /** The fact type that prints values of that CEL type, or null for the plain way. */
  @Nullable FactType printing(CelType type) {
    if (type instanceof OpaqueType opaque) {
      return enums.get(opaque.name());
    }
    if (type instanceof ListType list && list.hasElemType()) {
      FactType item = printing(list.elemType());
      return item == null ? null : new FactType.ListType(item);
    }
    return null;
  }

  /** The nearest fact type of that CEL type. */
  FactType factType(CelType type) {
    if (type.equals(SimpleType.BOOL)) {
      return FactType.Scalar.BOOL;
    }
    if (type.equals(SimpleType.INT)) {
      return FactType.Scalar.INT;
    }
    if (type.equals(MONEY)) {
      return FactType.Scalar.MONEY;
    }
    if (type.equals(DATE)) {
      return FactType.Scalar.DATE;
    }
    if (type.equals(TERM)) {
      return FactType.Scalar.TERM;
    }
    FactType printed = printing(type);
    if (printed != null) {
      return printed;
    }
    if (type instanceof ListType list && list.hasElemType()) {
      return new FactType.ListType(factType(list.elemType()));
    }
    return FactType.Scalar.TEXT;
  }
}
