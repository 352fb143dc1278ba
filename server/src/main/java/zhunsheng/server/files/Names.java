package zhunsheng.server.files;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.ListType;
import zhunsheng.policy.model.FactType.RecordType;
import zhunsheng.policy.model.FactType.RefType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Ref;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView.Named;

/**
 * What the ids of one jurisdiction are called: offices, persons, files, and values with such ids in
 * them.
 *
 * @param files name of a file by its id, or null where it is not known
 */
record Names(
    Policy policy,
    Offices offices,
    Map<String, String> persons,
    Function<String, @Nullable String> files) {

  String jurisdiction() {
    return policy.jurisdiction();
  }

  OfficeView office(String id) {
    return offices.view(jurisdiction(), id);
  }

  List<OfficeView> offices(Iterable<String> ids) {
    return offices.views(jurisdiction(), ids);
  }

  String person(String id) {
    return persons.getOrDefault(id, id.equals("system") ? "系统" : id);
  }

  String party(String id) {
    return id.isEmpty() ? "加签" : ProcedureView.partyTitle(policy, id);
  }

  Named procedure(String id) {
    var procedure = policy.procedures().get(id);
    return new Named(id, procedure == null ? id : procedure.title());
  }

  List<Named> procedures(Iterable<String> ids) {
    Set<Named> named = new LinkedHashSet<>();
    ids.forEach(id -> named.add(procedure(id)));
    return List.copyOf(named);
  }

  /** A value as a person reads it, with offices and files by their names. */
  String display(FactType type, @Nullable Object value) {
    if (value == null) {
      return type.display(null);
    }
    return switch (type) {
      case Scalar s when s == Scalar.OFFICE -> office(value.toString()).name();
      case RefType r -> {
        String file = value instanceof Ref ref ? ref.file() : value.toString();
        String name = files.apply(file);
        yield name == null ? file : name;
      }
      case ListType l ->
          value instanceof List<?> items && !items.isEmpty()
              ? items.stream()
                  .map(i -> display(l.item(), i))
                  .reduce((a, b) -> a + "、" + b)
                  .orElse("")
              : type.display(value);
      case RecordType r -> {
        StringBuilder s = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
          r.fields()
              .values()
              .forEach(
                  f -> {
                    Object part = map.get(f.name());
                    if (part != null) {
                      s.append(s.isEmpty() ? "" : "，")
                          .append(f.title())
                          .append(' ')
                          .append(display(f.type(), part));
                    }
                  });
        }
        yield s.toString();
      }
      default -> type.display(value);
    };
  }
}
