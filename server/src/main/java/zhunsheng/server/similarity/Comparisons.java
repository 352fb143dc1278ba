package zhunsheng.server.similarity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.database.Database;
import zhunsheng.server.database.Postgres.Place;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.Level;
import zhunsheng.similarity.LookAlikes;
import zhunsheng.similarity.text.Passages;

/**
 * Holds descriptions against everything that exists in a jurisdiction. Loaded beside the start of
 * the server and kept in step by a thread of its own; until it is ready, and where the model cannot
 * be had, a comparison is not made and says why.
 */
@Component
@Order(1)
public class Comparisons implements ApplicationRunner, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Comparisons.class);

  /** More hits than these nobody reads. */
  private static final int MOST = 10;

  /** How often it is looked whether something happened. */
  private static final long EVERY_MILLIS = 300;

  /** How many events are taken in at once: while the index is filled, and after. */
  private static final int FILLING = 4_000;

  private static final int FOLLOWING = 500;

  /** When a model or a folder that could not be opened is tried again: this, then ever later. */
  private static final long FIRST_RETRY_MILLIS = 2_000;

  private static final long LAST_RETRY_MILLIS = 300_000;

  /** How often a long filling says how far it is. */
  private static final Duration SAID_EVERY = Duration.ofSeconds(10);

  /** How often it is looked whether the files of the index should be laid together. */
  private static final Duration LAID_TOGETHER_EVERY = Duration.ofDays(1);

  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(10);
  private static final int REMEMBERED = 200;
  private static final int AT_ONCE = 2;

  private final Casebook casebook;
  private final Database database;
  private final Shelf shelf;
  private final Place place;
  private final Thread thread = new Thread(this::work, "look-alikes");
  private final CountDownLatch filled = new CountDownLatch(1);
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Map<Record, Looked<?>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Record, Looked<?>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Counts the changes of the index; an answer from before the last one is not remembered. */
  private long state;

  private volatile @Nullable Searchable opened;
  private volatile @Nullable Searchable searchable;
  private volatile String reason = "查重模型正在载入";
  private volatile boolean soon = true;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong behind = new AtomicLong();

  private record Asked(
      String jurisdiction,
      Description description,
      Set<String> without,
      @Nullable Set<String> among) {}

  Comparisons(
      Casebook casebook, Database database, Shelf shelf, Place place, MeterRegistry metrics) {
    this.casebook = casebook;
    this.database = database;
    this.shelf = shelf;
    this.place = place;
    Gauge.builder("zhunsheng.look.alikes.ready", () -> searchable == null ? 0 : 1)
        .description("1 when comparisons can be made")
        .register(metrics);
    Gauge.builder("zhunsheng.look.alikes.behind", behind::get)
        .description("events that the index has still to take in before it is ready")
        .register(metrics);
    Gauge.builder("zhunsheng.look.alikes.files", this::files)
        .description("files that can be found")
        .register(metrics);
  }

  private int files() {
    Searchable ready = searchable;
    return ready == null ? 0 : ready.index().size();
  }

  /** Begins beside whatever else the start still does. */
  @Override
  public void run(ApplicationArguments arguments) {
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    try {
      Searchable own = open();
      if (own == null) {
        return;
      }
      opened = own;
      try {
        catchUp(own);
        own.index().settle();
        long laid = System.nanoTime();
        while (!closing.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          follow(own);
          if (System.nanoTime() - laid > LAID_TOGETHER_EVERY.toNanos()) {
            own.index().settle();
            laid = System.nanoTime();
          }
        }
      } finally {
        searchable = null;
        own.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reason = "服务正在停止";
      soon = false;
    }
  }

  /**
   * Tries until it succeeds, a disk that is full today is not tomorrow; null where it is closed.
   */
  private @Nullable Searchable open() throws InterruptedException {
    for (long wait = FIRST_RETRY_MILLIS; ; wait = Math.min(2 * wait, LAST_RETRY_MILLIS)) {
      try {
        return Searchable.open(place.data().resolve("look-alikes"), casebook, database);
      } catch (RuntimeException | LinkageError e) {
        log.error("nothing can be compared; tried again in {} s", wait / 1000, e);
        reason = "查重模型或者索引无法使用，稍后自动重试：" + e.getMessage();
        soon = false;
        filled.countDown();
        if (closing.await(wait, TimeUnit.MILLISECONDS)) {
          return null;
        }
      }
    }
  }

  /** Fills the index with all that happened; says how far it has come. */
  private void catchUp(Searchable opened) throws InterruptedException {
    long begun = System.nanoTime();
    long said = begun;
    long all = 0;
    for (String jurisdiction : shelf.jurisdictions()) {
      all += opened.missing(jurisdiction);
    }
    behind.set(all);
    soon = true;
    for (String jurisdiction : shelf.jurisdictions()) {
      int taken;
      do {
        reason = "正在建立查重索引，已处理 " + (all - behind.get()) + " / " + all + " 条记录";
        taken = closing() ? 0 : takenIn(opened, jurisdiction, FILLING);
        behind.set(Math.max(0, behind.get() - taken));
        if (System.nanoTime() - said > SAID_EVERY.toNanos()) {
          said = System.nanoTime();
          log.info(
              "look-alikes: {} of {} events taken in, {} files",
              all - behind.get(),
              all,
              opened.index().size());
        }
      } while (taken > 0);
    }
    if (closing()) {
      return;
    }
    behind.set(0);
    log.info(
        "look-alikes: {} files to be found, {} ms",
        opened.index().size(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    searchable = opened;
    filled.countDown();
  }

  private void follow(Searchable opened) throws InterruptedException {
    for (String jurisdiction : shelf.jurisdictions()) {
      while (!closing() && takenIn(opened, jurisdiction, FOLLOWING) > 0) {
        synchronized (recent) {
          state++;
          recent.clear();
        }
      }
    }
  }

  /** One that fails is tried again; the others do not wait for it. */
  private int takenIn(Searchable opened, String jurisdiction, int most)
      throws InterruptedException {
    try {
      synchronized (opened) {
        return opened.follow(jurisdiction, most);
      }
    } catch (RuntimeException e) {
      if (!closing()) {
        log.error("events of {} could not be taken in", jurisdiction, e);
        closing.await(2, TimeUnit.SECONDS);
      }
      return 0;
    }
  }

  /**
   * Compares; nothing that goes wrong here is an exception.
   *
   * @param without files that are no duplicates of it
   */
  public Comparison compare(String jurisdiction, Description description, Set<String> without) {
    return compare(jurisdiction, description, without, null);
  }

  /**
   * Compares with some files only; nothing that goes wrong here is an exception.
   *
   * @param without files that are no duplicates of it
   * @param among the files that are looked at, or null for all
   */
  public Comparison compare(
      String jurisdiction,
      Description description,
      Set<String> without,
      @Nullable Set<String> among) {
    if (!Passages.legible(description)) {
      return new Comparison.NotMade("没有可比对的名称和内容", false);
    }
    Asked asked =
        new Asked(
            jurisdiction,
            description,
            new TreeSet<>(without),
            among == null ? null : new TreeSet<>(among));
    return switch (look(asked, index -> find(index, asked))) {
      case Looked.Unseen<List<Hit>> not -> new Comparison.NotMade(not.reason(), not.soon());
      case Looked.Seen<List<Hit>> seen -> new Comparison.Made(seen.value());
    };
  }

  /**
   * Asks the index; nothing that goes wrong here is an exception.
   *
   * @param key equal for equal questions with equal answers, which are remembered until the index
   *     changes
   */
  public <T> Looked<T> look(Record key, Function<LookAlikes, T> question) {
    long before;
    synchronized (recent) {
      before = state;
      Looked<?> known = recent.get(key);
      if (known != null) {
        @SuppressWarnings("unchecked") // what was remembered under this key
        Looked<T> answer = (Looked<T>) known;
        return answer;
      }
    }
    Searchable ready = searchable;
    if (ready == null) {
      return new Looked.Unseen<>(reason, soon);
    }
    try {
      if (!turns.tryAcquire(3, TimeUnit.SECONDS)) {
        return new Looked.Unseen<>("查重繁忙，请稍后再试", true);
      }
      try {
        Looked<T> seen = new Looked.Seen<>(question.apply(ready.index()));
        synchronized (recent) {
          if (state == before) {
            recent.put(key, seen);
          }
        }
        return seen;
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Looked.Unseen<>("查重被中断", false);
    } catch (RuntimeException e) {
      log.error("a comparison failed", e);
      return new Looked.Unseen<>("查重未能完成：" + e.getMessage(), false);
    }
  }

  private static List<Hit> find(LookAlikes index, Asked asked) {
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : nearest(index, asked)) {
      if (hit.level() != Level.UNRELATED) {
        hits.add(hit);
      }
    }
    return hits;
  }

  /**
   * Waits until what has happened in a jurisdiction can be found, or cannot be at all. For work
   * that is done one after another; whoever asks while others write gets the answer of that moment.
   */
  public void settle(String jurisdiction) {
    try {
      filled.await();
      Searchable ready = searchable;
      long until = System.nanoTime() + SETTLED_WITHIN.toNanos();
      while (ready != null && ready.behind(jurisdiction) && System.nanoTime() < until) {
        if (takenIn(ready, jurisdiction, FOLLOWING) == 0) {
          Thread.sleep(5);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Hit> nearest(LookAlikes index, Asked asked) {
    Set<String> among = asked.among();
    if (among == null) {
      return index.find(asked.description(), Set.of(asked.jurisdiction()), asked.without(), MOST);
    }
    Set<String> looked = new TreeSet<>(among);
    looked.removeAll(asked.without());
    return index.among(asked.description(), Set.of(asked.jurisdiction()), looked, MOST);
  }

  /** Waits until all that happened before the start can be found, or cannot be at all. */
  public boolean awaitFilled(long seconds) throws InterruptedException {
    return filled.await(seconds, TimeUnit.SECONDS);
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }

  /** Without an interrupt, which would break off the index in the middle of its writing. */
  @Override
  public void destroy() throws InterruptedException {
    closing.countDown();
    Searchable own = opened;
    if (own != null) {
      own.stop();
    }
    thread.join(10_000);
  }
}
