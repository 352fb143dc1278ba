package zhunsheng.server.regulation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import zhunsheng.documents.text.TextFile;
import zhunsheng.documents.text.UnreadableFileException;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.text.OfficialText;
import zhunsheng.server.identity.Account;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.Texts.Interpretation;

/** Keeps each jurisdiction's own copy of official texts, and what its offices said norms mean. */
@Component
class Library {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  /** One file at a time: what it holds is unpacked in memory. */
  private final ReentrantLock reading = new ReentrantLock();

  Library(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Texts of(Policy policy) {
    Map<Integer, String> articles = new HashMap<>();
    jdbc.sql("select article, text from server.official_text where jurisdiction = ? and policy = ?")
        .params(policy.jurisdiction(), policy.id())
        .query(
            rs -> {
              articles.put(rs.getInt(1), rs.getString(2));
            });
    Map<String, List<Interpretation>> interpretations = new HashMap<>();
    jdbc.sql(
            """
            select norm, day, office, text from server.interpretation
            where jurisdiction = ? and policy = ? order by day, id
            """)
        .params(policy.jurisdiction(), policy.id())
        .query(
            rs -> {
              interpretations
                  .computeIfAbsent(rs.getString(1), n -> new ArrayList<>())
                  .add(
                      new Interpretation(
                          rs.getObject(2, LocalDate.class), rs.getString(3), rs.getString(4)));
            });
    return new Texts(articles, interpretations);
  }

  /**
   * What was taken in.
   *
   * @param articles the words of each article by its number, of an annex by 0
   * @param notes what was assumed and left out, for the person who imports
   */
  record Imported(Map<Integer, String> articles, List<String> notes) {
    Imported {
      articles = new LinkedHashMap<>(articles);
      notes = List.copyOf(notes);
    }
  }

  /** The articles in a file that somebody hands in; refused with the reason where it has none. */
  Imported read(byte[] file) {
    reading.lock();
    try {
      TextFile text = TextFile.read(file);
      OfficialText official = OfficialText.read(text.text());
      if (official.articles().isEmpty()) {
        throw ProblemException.of(
            ProblemKind.REFUSED, "文件中没有找到以“第…条”开头的段落，请选择规定全文（docx、pdf、html 或纯文本）。");
      }
      List<String> notes = new ArrayList<>(text.notes());
      official.findings().forEach(f -> notes.add(f.toString()));
      return new Imported(official.bodies(), notes);
    } catch (UnreadableFileException e) {
      throw ProblemException.of(ProblemKind.REFUSED, String.valueOf(e.getMessage()));
    } finally {
      reading.unlock();
    }
  }

  /** Replaces the copy of the official text. */
  @Transactional
  void replace(Policy policy, Map<Integer, String> articles, Account by) {
    jdbc.sql("delete from server.official_text where jurisdiction = ? and policy = ?")
        .params(policy.jurisdiction(), policy.id())
        .update();
    articles.forEach(
        (number, body) ->
            jdbc.sql(
                    """
                    insert into server.official_text (jurisdiction, policy, article, text, imported_by, imported_at)
                    values (?, ?, ?, ?, ?, ?)
                    """)
                .params(
                    policy.jurisdiction(),
                    policy.id(),
                    number,
                    body,
                    by.id(),
                    clock.instant().atOffset(ZoneOffset.UTC))
                .update());
  }

  @Transactional
  void interpret(Policy policy, String norm, LocalDate day, String text, Account by) {
    jdbc.sql(
            """
            insert into server.interpretation (jurisdiction, policy, norm, day, office, person, text)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(policy.jurisdiction(), policy.id(), norm, day, by.office(), by.id(), text.strip())
        .update();
  }
}
