package zhunsheng.server.files;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FigureLists;
import zhunsheng.casebook.view.Figures;
import zhunsheng.server.identity.Account;

/**
 * Figures over the files that an account sees. Where counting is quick they are those of the
 * moment. Where it is not, among hundreds of thousands of files, they are at most ten times as old
 * as counting takes, or of the last time anybody asked: they are counted anew while the last ones
 * are shown, with the time at which they were counted.
 */
@Component
class FigureDesk {
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final int GOOD_FOR = 10;

  private final FigureLists lists;
  private final Desk desk;
  private final BusinessClock clock;
  private final Duration quick;
  private final Map<Question, Remembered> slow = new ConcurrentHashMap<>();
  private final ExecutorService again =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("figures").factory());

  @Autowired
  FigureDesk(FigureLists lists, Desk desk, BusinessClock clock) {
    this(lists, desk, clock, QUICK);
  }

  FigureDesk(FigureLists lists, Desk desk, BusinessClock clock, Duration quick) {
    this.lists = lists;
    this.desk = desk;
    this.clock = clock;
    this.quick = quick;
  }

  /** Figures, and when they were counted. */
  record Counted(Figures figures, Instant at) {}

  private record Question(
      String jurisdiction,
      @Nullable Set<String> viewers,
      @Nullable String subject,
      LocalDate today) {}

  private record Remembered(Counted counted, long until, AtomicBoolean counting) {}

  /**
   * @param subject null: of all kinds of file
   */
  Counted figures(Account account, @Nullable String subject) {
    Question question =
        new Question(account.jurisdiction(), desk.viewers(account), subject, desk.today());
    Remembered last = slow.get(question);
    if (last == null) {
      return count(question);
    }
    if (System.nanoTime() - last.until() > 0 && last.counting().compareAndSet(false, true)) {
      again.execute(() -> countAgain(question, last));
    }
    return last.counted();
  }

  private void countAgain(Question question, Remembered last) {
    try {
      count(question);
    } finally {
      // Where it failed, the next to ask has it tried again.
      last.counting().set(false);
    }
  }

  private Counted count(Question question) {
    Instant at = clock.now();
    long begun = System.nanoTime();
    Figures figures =
        lists.figures(
            question.jurisdiction(), question.viewers(), question.subject(), question.today());
    long ended = System.nanoTime();
    Counted counted = new Counted(figures, at);
    if (ended - begun > quick.toNanos()) {
      slow.keySet().removeIf(q -> !q.today().equals(question.today()));
      slow.put(
          question,
          new Remembered(counted, ended + GOOD_FOR * (ended - begun), new AtomicBoolean()));
    } else {
      slow.remove(question);
    }
    return counted;
  }

  @PreDestroy
  void stop() {
    again.shutdownNow();
  }
}
