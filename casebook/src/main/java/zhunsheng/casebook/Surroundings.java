package zhunsheng.casebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Rows;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;

/** Which files stand one link away from a file, and the dossier that they make with it. */
final class Surroundings {
  /** The subject whose file stands for an office on all files that the office holds. */
  static final String UNIT = "unit";

  private final JdbcClient client;
  private final FoldedFiles files;

  Surroundings(JdbcClient client, FoldedFiles files) {
    this.client = client;
    this.files = files;
  }

  /** Files whose assessment reads this one, or is read by it. */
  Set<String> around(Policy policy, String fileId) {
    String subject = files.load(fileId).map(f -> f.file().subject()).orElse("");
    return new LinkedHashSet<>(
        client
            .sql(
                """
                SELECT l.target_id FROM file_link l JOIN case_file t ON t.id = l.target_id
                WHERE l.file_id = :file AND l.current AND l.target_id <> :file
                UNION
                SELECT file_id FROM file_link WHERE target_id = :file AND current AND file_id <> :file
                UNION
                SELECT other.id FROM case_file this JOIN case_file other ON other.office = this.office
                WHERE this.id = :file AND other.id <> :file
                AND (this.subject = :unit OR other.subject IN (:beside))
                UNION
                SELECT other.id FROM case_file this JOIN case_file other ON other.subject = this.subject
                JOIN unnest(string_to_array(:compared, ',')) AS fact
                ON other.columns ->> fact = this.columns ->> fact
                WHERE this.id = :file AND other.id <> :file
                ORDER BY 1
                """)
            .param("file", fileId)
            .param("unit", UNIT)
            .param("beside", beside(policy, subject))
            .param("compared", String.join(",", Reference.compared(policy, subject)))
            .query(Rows::text)
            .list());
  }

  /**
   * Subjects of which a file and one of {@code subject} read each other because one office holds
   * both.
   */
  private static Set<String> beside(Policy policy, String subject) {
    Set<String> beside = new TreeSet<>(Set.of(UNIT));
    for (Subject reading : policy.vocabulary().subjects().values()) {
      for (Fact fact : reading.facts().values()) {
        String reverse = fact.reverse();
        if (reverse == null || !Reference.fact(reverse).equals(UNIT)) {
          continue;
        }
        String read = Reference.subject(reverse);
        if (read.equals(subject)) {
          beside.add(reading.id());
        }
        if (reading.id().equals(subject)) {
          beside.add(read);
        }
      }
    }
    return beside;
  }

  /** The file of the office itself, as a list of one, or none. */
  List<String> unitOf(String office) {
    return client
        .sql(
            "SELECT id FROM case_file WHERE subject = ? AND office = ? ORDER BY opened_on, id LIMIT 1")
        .params(UNIT, office)
        .query(Rows::text)
        .list();
  }

  /**
   * The dossier of a file that has events.
   *
   * @param more ids of files that a command in hand refers to
   * @param facts those that a command in hand would record
   */
  Dossier dossier(Policy policy, CaseFile file, Set<String> more, Map<String, Object> facts) {
    CaseFile inHand = file.withFacts(facts);
    Map<String, List<String>> reverse = new LinkedHashMap<>();
    for (Fact fact : policy.vocabulary().subject(file.subject()).facts().values()) {
      if (fact.reverse() != null) {
        reverse.put(fact.name(), referring(inHand, fact.reverse()));
      }
    }
    return dossier(policy, file, file.office(), reverse, more);
  }

  /** The dossier of a file that {@code office} is about to open. */
  Dossier toOpen(Policy policy, CaseFile file, String office, Set<String> more) {
    return dossier(policy, file, office, new LinkedHashMap<>(), more);
  }

  private Dossier dossier(
      Policy policy,
      CaseFile file,
      String office,
      Map<String, List<String>> reverse,
      Set<String> more) {
    if (!file.subject().equals(UNIT)) {
      reverse.put(UNIT, unitOf(office));
    }
    Set<String> ids = new LinkedHashSet<>(more);
    ids.addAll(Links.references(policy.vocabulary(), file));
    reverse.values().forEach(ids::addAll);
    ids.remove(file.id());
    return new Dossier(file, FoldedFiles.files(files.load(ids)), reverse);
  }

  /** Files that refer to {@code file} by {@code reference}, such as {@code project.plan}. */
  private List<String> referring(CaseFile file, String reference) {
    String subject = Reference.subject(reference);
    String fact = Reference.fact(reference);
    if (fact.equals(UNIT)) {
      return client
          .sql(
              """
              SELECT id FROM case_file WHERE subject = ? AND office = ? AND id <> ?
              ORDER BY opened_on, id
              """)
          .params(subject, file.office(), file.id())
          .query(Rows::text)
          .list();
    }
    if (file.facts().get(fact) instanceof String text) {
      return client
          .sql(
              """
              SELECT id FROM case_file WHERE subject = ? AND columns ->> ? = ? AND id <> ?
              ORDER BY opened_on, id
              """)
          .params(subject, fact, text, file.id())
          .query(Rows::text)
          .list();
    }
    return client
        .sql(
            """
            SELECT f.id FROM file_link l JOIN case_file f ON f.id = l.file_id
            WHERE l.target_id = ? AND l.fact = ? AND l.current AND f.subject = ?
            ORDER BY f.opened_on, f.id
            """)
        .params(file.id(), fact, subject)
        .query(Rows::text)
        .list();
  }

  /**
   * Files that referred to this one at any time, or that its office held: whom a past day may ask
   * about.
   */
  List<String> everAround(Policy policy, CaseFile file) {
    List<String> ids =
        new ArrayList<>(
            client
                .sql("SELECT DISTINCT file_id FROM file_link WHERE target_id = ? ORDER BY 1")
                .param(file.id())
                .query(Rows::text)
                .list());
    ids.addAll(
        client
            .sql(
                """
                SELECT id FROM case_file WHERE office = :office
                AND (:subject = :unit OR subject IN (:beside)) ORDER BY id
                """)
            .param("office", file.office())
            .param("subject", file.subject())
            .param("unit", UNIT)
            .param("beside", beside(policy, file.subject()))
            .query(Rows::text)
            .list());
    return ids;
  }
}
