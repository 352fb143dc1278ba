package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that is a process of its own, with the first pack, the same that {@code zhunsheng demo}
 * starts.
 */
record ServerProcess(Process process, int port, Path data, Path log) {
  private static final Duration START = Duration.ofMinutes(3);

  /**
   * Starts it on the embedded PostgreSQL of {@code data} and waits until it is ready.
   *
   * @param today the business day; what the demonstration does later is not done
   * @param settings of the JVM, such as {@code -Dname=value}
   */
  static ServerProcess start(Path data, String today, String... settings) throws Exception {
    int port = freePort();
    Path log = data.resolveSibling("server-" + port + ".log");
    Path policies = data.resolveSibling("policies");
    if (!Files.exists(policies)) {
      TestServer.copyPack(policies);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dzhunsheng.identity.password-rounds=1000",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dzhunsheng.home=" + TestServer.home()));
    command.addAll(List.of(settings));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ZhunshengApplication.class.getName(),
            "demo",
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port),
            "--policies",
            policies.toString(),
            "--today",
            today));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Always the embedded PostgreSQL, wherever the tests run.
    builder.environment().keySet().removeIf(name -> name.startsWith("ZHUNSHENG_"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    try {
      long deadline = System.nanoTime() + START.toNanos();
      while (!ready(port)) {
        assertThat(process.isAlive()).as("server lives:%n%s", Files.readString(log)).isTrue();
        assertThat(System.nanoTime() < deadline)
            .as("server starts in time:%n%s", Files.readString(log))
            .isTrue();
        Thread.sleep(100);
      }
      return new ServerProcess(process, port, data, log);
    } catch (Exception | AssertionError e) {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      throw e;
    }
  }

  /** Politely first: it stops its PostgreSQL, which then no longer writes where we delete. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  private static boolean ready(int port) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
              .timeout(Duration.ofSeconds(10))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The PostgreSQL that this server started, and no other. */
  ProcessHandle postmaster() throws IOException {
    long pid =
        Long.parseLong(
            Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    return process.children().filter(child -> child.pid() == pid).findFirst().orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
