package zhunsheng.server.regulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.problem.ProblemException;

/**
 * The offices of each jurisdiction: those that its regulations name, and the units registered here.
 */
@Component
public class Offices {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{1,63}");

  private final JdbcClient jdbc;
  private final Shelf shelf;
  // Offices are asked for by every line of every list, and are only ever added.
  private final Map<String, Map<String, String>> registered = new ConcurrentHashMap<>();

  Offices(JdbcClient jdbc, Shelf shelf) {
    this.jdbc = jdbc;
    this.shelf = shelf;
  }

  /** What sort of office. */
  public enum Kind {
    /** Registered here; holds files. */
    UNIT,
    /** Named by a regulation. */
    OFFICE
  }

  /** An office of the jurisdiction. */
  public record Office(String id, String name, Kind kind) {}

  /** Its name, or the id where there is no such office any more. */
  public String name(String jurisdiction, String id) {
    String name = units(jurisdiction).get(id);
    if (name != null) {
      return name;
    }
    for (Policy policy : shelf.of(jurisdiction).reversed()) {
      String bound = policy.offices().get(id);
      if (bound != null) {
        return bound;
      }
    }
    return id.equals("system") ? "系统" : id;
  }

  public OfficeView view(String jurisdiction, String id) {
    return new OfficeView(id, name(jurisdiction, id));
  }

  public List<OfficeView> views(String jurisdiction, Iterable<String> ids) {
    List<OfficeView> views = new ArrayList<>();
    ids.forEach(id -> views.add(view(jurisdiction, id)));
    return views;
  }

  public boolean exists(String jurisdiction, String id) {
    return isUnit(jurisdiction, id)
        || shelf.of(jurisdiction).stream().anyMatch(p -> p.offices().containsKey(id));
  }

  /** Whether it is registered as one that may hold files. */
  public boolean isUnit(String jurisdiction, String id) {
    return units(jurisdiction).containsKey(id);
  }

  /** All of them: those the regulations name first. */
  public List<Office> all(String jurisdiction) {
    Map<String, Office> all = new LinkedHashMap<>();
    for (Policy policy : shelf.of(jurisdiction)) {
      policy.offices().forEach((id, name) -> all.put(id, new Office(id, name, Kind.OFFICE)));
    }
    units(jurisdiction).forEach((id, name) -> all.putIfAbsent(id, new Office(id, name, Kind.UNIT)));
    return List.copyOf(all.values());
  }

  /** Registers a unit; throws naming the field if its id or name is not as it must be, or taken. */
  public Office register(String jurisdiction, String id, String name) {
    List<Refusal> refusals = new ArrayList<>();
    if (!ID.matcher(id).matches()) {
      refusals.add(Refusal.incomplete("单位代号以小写字母开头，由小写字母、数字和下划线组成，2 至 64 个字符。", null, "id"));
    }
    if (name.isBlank() || name.length() > 100) {
      refusals.add(Refusal.incomplete("请填写单位名称，不超过 100 个字。", null, "name"));
    }
    if (!refusals.isEmpty()) {
      throw ProblemException.refused(refusals);
    }
    try {
      jdbc.sql("insert into server.office (jurisdiction, id, name) values (?, ?, ?)")
          .params(jurisdiction, id, name.strip())
          .update();
    } catch (DuplicateKeyException e) {
      throw ProblemException.refused(List.of(Refusal.incomplete("已有代号或名称相同的单位，请核对。", null, "id")));
    }
    registered.remove(jurisdiction);
    return new Office(id, name.strip(), Kind.UNIT);
  }

  /**
   * The office of that code at the platform that signs people in, or else of that id or name; null
   * where there is none.
   */
  public @Nullable String ofPlatform(String jurisdiction, String word) {
    return jdbc.sql("select office from server.office_code where jurisdiction = ? and code = ?")
        .params(jurisdiction, word)
        .query(String.class)
        .optional()
        .filter(id -> exists(jurisdiction, id))
        .or(
            () ->
                all(jurisdiction).stream()
                    .filter(o -> o.id().equals(word) || o.name().equals(word))
                    .map(Office::id)
                    .findFirst())
        .orElse(null);
  }

  /** The codes at the platform that are recorded, by office. */
  public Map<String, String> platformCodes(String jurisdiction) {
    return byOffice(
        "select office, code from server.office_code where jurisdiction = ?", jurisdiction);
  }

  /**
   * The office of that id.
   *
   * @throws ProblemException if there is none
   */
  public Office require(String jurisdiction, String id) {
    return all(jurisdiction).stream()
        .filter(o -> o.id().equals(id))
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  /**
   * Records the code by which the platform knows an office.
   *
   * @param code empty: by none
   */
  @Transactional
  public void platformCode(String jurisdiction, Office office, String code) {
    String word = code.strip();
    if (word.length() > 100 || word.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("平台单位代码不超过 100 个字符，不含控制字符。", null, "platformCode")));
    }
    jdbc.sql("delete from server.office_code where jurisdiction = ? and office = ?")
        .params(jurisdiction, office.id())
        .update();
    if (!word.isEmpty()) {
      try {
        jdbc.sql("insert into server.office_code (jurisdiction, office, code) values (?, ?, ?)")
            .params(jurisdiction, office.id(), word)
            .update();
      } catch (DuplicateKeyException e) {
        throw ProblemException.refused(
            List.of(Refusal.incomplete("这一代码已登记在另一单位上，请核对。", null, "platformCode")));
      }
    }
  }

  private Map<String, String> units(String jurisdiction) {
    return registered.computeIfAbsent(
        jurisdiction,
        j ->
            byOffice("select id, name from server.office where jurisdiction = ? order by name", j));
  }

  private Map<String, String> byOffice(String sql, String jurisdiction) {
    Map<String, String> found = new LinkedHashMap<>();
    jdbc.sql(sql)
        .param(jurisdiction)
        .query(
            rs -> {
              found.put(rs.getString(1), rs.getString(2));
            });
    return found;
  }
}
