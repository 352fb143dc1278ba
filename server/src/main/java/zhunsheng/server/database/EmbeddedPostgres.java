package zhunsheng.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with the product, on a data directory that outlives the process.
 *
 * <p>Its programs are those of zonky's embedded PostgreSQL; they are run here rather than by
 * zonky's own class, which is made for tests: it switches fsync off and lets every local user in
 * without a password. Here every commit is on disk before it is answered, and a password known only
 * to the owner of the directory is asked for.
 *
 * <p>One process at a time holds the directory. A PostgreSQL left behind by a killed process is
 * stopped and started again, which replays its log.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String OWNER = "zhunsheng";
  private static final String SUPERUSER = "postgres";
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path programs;
  private final Path data;
  private final Path cluster;
  private final int port;
  private final String password;
  private final @Nullable FileChannel lock;
  private boolean stopped;

  private EmbeddedPostgres(
      Path programs, Path data, int port, String password, @Nullable FileChannel lock) {
    this.programs = programs;
    this.data = data;
    this.cluster = cluster(data);
    this.port = port;
    this.password = password;
    this.lock = lock;
  }

  /**
   * Starts PostgreSQL on {@code data}, which is made if need be.
   *
   * @param programs folder under which its programs are unpacked once
   * @throws DatabaseException if another process holds the directory, or PostgreSQL does not start
   */
  public static EmbeddedPostgres start(Path data, Path programs) {
    try {
      Files.createDirectories(data);
      FileChannel lock = lock(data);
      if (lock == null) {
        throw new DatabaseException("数据目录 " + data + " 正由另一个准绳进程使用，请先停止它，或用 --data 指定其他目录。", null);
      }
      try {
        return start(data.toRealPath(), programs, lock);
      } catch (IOException | RuntimeException e) {
        HELD.remove(data.toRealPath());
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DatabaseException("无法在 " + data + " 启动内置 PostgreSQL：" + e.getMessage(), e);
    }
  }

  /**
   * Reaches the PostgreSQL of {@code data}: the running one where a server holds the directory,
   * else a started one. Closing what was reached leaves a running server alone.
   */
  public static EmbeddedPostgres reach(Path data, Path programs) {
    try {
      if (Files.isDirectory(data)) {
        FileChannel lock = lock(data);
        if (lock == null) {
          Path held = data.toRealPath();
          int port =
              Integer.parseInt(
                  Files.readAllLines(cluster(held).resolve("postmaster.pid")).get(3).strip());
          return new EmbeddedPostgres(programs, held, port, password(data), null);
        }
        lock.close();
      }
    } catch (IOException e) {
      throw new DatabaseException("无法连接 " + data + " 的数据库：" + e.getMessage(), e);
    }
    return start(data, programs);
  }

  /**
   * Deletes a data directory that no process holds, first stopping a PostgreSQL left behind in it.
   */
  public static void delete(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        return;
      }
      FileChannel lock = lock(data);
      if (lock == null) {
        throw new DatabaseException("数据目录 " + data + " 正在使用，没有删除。", null);
      }
      try (lock) {
        killLeftBehind(cluster(data));
        PostgresBinaries.delete(data);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new DatabaseException("无法删除 " + data + "：" + e.getMessage(), e);
    }
  }

  private static void killLeftBehind(Path cluster) throws IOException {
    Optional<ProcessHandle> running = running(cluster);
    if (running.isPresent()) {
      // Its children go on writing for a moment after it.
      List<ProcessHandle> family = new ArrayList<>(running.get().descendants().toList());
      family.addFirst(running.get());
      family.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : family) {
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      }
    }
  }

  public String url() {
    return url("zhunsheng");
  }

  private String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database + "?ApplicationName=zhunsheng";
  }

  public String user() {
    return OWNER;
  }

  public String password() {
    return password;
  }

  private static EmbeddedPostgres start(Path data, Path programsParent, FileChannel lock)
      throws IOException {
    Path programs = PostgresBinaries.unpack(programsParent);
    Path cluster = cluster(data);
    boolean fresh = !Files.exists(cluster.resolve("PG_VERSION"));
    if (fresh) {
      initialise(data, programs, cluster);
    }
    int port = freePort();
    EmbeddedPostgres postgres = new EmbeddedPostgres(programs, data, port, password(data), lock);
    HELD.add(data);
    if (!fresh) {
      postgres.stopLeftBehind();
    }
    postgres.launch();
    if (!Files.exists(data.resolve("ready"))) {
      postgres.createDatabase();
      Files.writeString(data.resolve("ready"), "");
    }
    postgres.letIndexesServe();
    return postgres;
  }

  private static void initialise(Path data, Path programs, Path cluster) throws IOException {
    // An interrupted first start leaves half a cluster, which holds nothing yet.
    PostgresBinaries.delete(cluster);
    Path secret = data.resolve("password");
    Files.deleteIfExists(secret);
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, HexFormat.of().formatHex(random));
    Path fresh = data.resolve("postgres.new");
    PostgresBinaries.delete(fresh);
    run(
        data,
        programs,
        "initdb",
        "-D",
        fresh.toString(),
        "-U",
        SUPERUSER,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums");
    Files.move(fresh, cluster);
  }

  private void createDatabase() {
    try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      // Not a superuser: row-level security binds it.
      statement.execute("drop database if exists " + OWNER);
      statement.execute("drop role if exists " + OWNER);
      statement.execute("create role " + OWNER + " login password '" + password + "'");
      // The role that the casebook takes on; it sees one jurisdiction at a time.
      statement.execute("drop role if exists zhunsheng_app");
      statement.execute("create role zhunsheng_app nologin");
      statement.execute("grant zhunsheng_app to " + OWNER);
      statement.execute("create database " + OWNER + " owner " + OWNER);
    } catch (SQLException e) {
      throw new DatabaseException("无法建立数据库：" + e.getMessage(), e);
    }
  }

  /**
   * Row-level security keeps an index from being used with a function that might tell what it was
   * given, for instance in an error. These two never say anything about the texts or lists that
   * they compare; only a superuser may state that. An external database works without, but reads
   * all of a jurisdiction's files for a search.
   */
  private void letIndexesServe() {
    try (Connection connection = DriverManager.getConnection(url(OWNER), SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      statement.execute("alter function texticlike(text, text) leakproof");
      statement.execute("alter function arrayoverlap(anyarray, anyarray) leakproof");
    } catch (SQLException e) {
      throw new DatabaseException("无法设置数据库：" + e.getMessage(), e);
    }
  }

  private void launch() throws IOException {
    List<String> command = command(programs, "postgres");
    command.addAll(
        List.of(
            "-D", cluster.toString(),
            "-p", Integer.toString(port),
            "-c", "listen_addresses=localhost",
            "-c", "unix_socket_directories=",
            "-c", "fsync=on",
            "-c", "synchronous_commit=on",
            "-c", "full_page_writes=on",
            "-c", "max_connections=100",
            "-c", "shared_buffers=128MB",
            "-c", "timezone=Asia/Shanghai",
            "-c", "log_timezone=Asia/Shanghai",
            "-c", "max_prepared_transactions=0"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("postgres.log").toFile()))
            .start();
    process.getOutputStream().close();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new DatabaseException("内置 PostgreSQL 启动失败，详见 " + data.resolve("postgres.log"), null);
      }
      if (ready()) {
        return;
      }
      pause();
    }
    process.destroy();
    throw new DatabaseException("内置 PostgreSQL 未能按时启动，详见 " + data.resolve("postgres.log"), null);
  }

  private boolean ready() {
    try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, password)) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /**
   * A killed server leaves its PostgreSQL running; nobody else can, for we hold the directory's
   * lock.
   */
  private void stopLeftBehind() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> running = running(cluster);
    if (running.isPresent()) {
      log.info(
          "stopping the PostgreSQL (pid {}) that a killed server left behind", running.get().pid());
      pgCtlStop();
    } else {
      // The number may belong to another process by now, which would keep PostgreSQL from starting.
      Files.delete(pidFile);
    }
  }

  private static Optional<ProcessHandle> running(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            p ->
                p.info()
                    .commandLine()
                    .or(() -> p.info().command())
                    .orElse("")
                    .contains("postgres"));
  }

  private void pgCtlStop() throws IOException {
    run(
        data,
        programs,
        "pg_ctl",
        "stop",
        "-D",
        cluster.toString(),
        "-m",
        "fast",
        "-w",
        "-t",
        Long.toString(PATIENCE.toSeconds()));
  }

  /** Stops PostgreSQL cleanly, unless it is another process's. */
  @Override
  public synchronized void close() {
    if (lock == null || stopped) {
      return;
    }
    stopped = true;
    try {
      pgCtlStop();
      HELD.remove(data);
      lock.close();
    } catch (IOException e) {
      throw new DatabaseException("内置 PostgreSQL 未能正常停止：" + e.getMessage(), e);
    }
  }

  private static void run(Path data, Path programs, String program, String... arguments)
      throws IOException {
    List<String> command = command(programs, program);
    command.addAll(List.of(arguments));
    Path output = data.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " 超时");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException(program + " 被中断", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          program + " 失败：" + Files.readString(output, StandardCharsets.UTF_8).strip());
    }
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own root is nobody, and the files
   * stay ours.
   */
  private static List<String> command(Path programs, String program) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))
        && Files.exists(Path.of("/proc/self/ns/user"))) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    return command;
  }

  private static Path cluster(Path data) {
    return data.resolve("postgres");
  }

  private static String password(Path data) throws IOException {
    return Files.readString(data.resolve("password")).strip();
  }

  private static @Nullable FileChannel lock(Path data) throws IOException {
    // Asked first: opening and closing a locked file releases the lock that this process holds on
    // it.
    if (HELD.contains(data.toRealPath())) {
      return null;
    }
    FileChannel channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("{} is held by this process", data);
    }
    channel.close();
    return null;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("启动被中断", e);
    }
  }
}
