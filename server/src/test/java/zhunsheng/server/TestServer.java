package zhunsheng.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import zhunsheng.server.database.EmbeddedPostgres;

/**
 * One server for all test classes that ask for it: the whole demonstration of the first pack, and
 * beside it the same pack again for another jurisdiction, in which nobody has done anything.
 */
public final class TestServer implements ParameterResolver {
  public static final String ELSEWHERE = "_elsewhere";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, type -> Running.start(), Running.class);
  }

  /** The running server. */
  public record Running(ConfigurableApplicationContext context, Path data, int port)
      implements AutoCloseable {

    static Running start() {
      try {
        Path data = Files.createTempDirectory("zhunsheng-test");
        Path policies = data.resolve("policies");
        copyTwice(policies);
        List<String> arguments = new ArrayList<>();
        Map.of(
                "zhunsheng.home",
                home().toString(),
                "zhunsheng.data",
                data.resolve("data").toString(),
                "zhunsheng.policies",
                policies.toString(),
                "zhunsheng.identity.sign-ins-per-minute",
                "1000",
                "zhunsheng.identity.lock-for",
                "PT3S",
                "server.port",
                "0")
            .forEach((k, v) -> arguments.add("--" + k + "=" + v));
        SpringApplication application = new SpringApplication(ZhunshengApplication.class);
        application.setAdditionalProfiles("demo");
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        int port =
            Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new Running(context, data, port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public <T> T bean(Class<T> type) {
      return context.getBean(type);
    }

    @Override
    public void close() {
      context.close();
      EmbeddedPostgres.delete(data.resolve("data"));
    }
  }

  public static Path home() {
    return Path.of(System.getProperty("zhunsheng.home", "..")).toAbsolutePath().normalize();
  }

  /** The id of the pack that the tests run on. */
  public static String pack() {
    try (Stream<Path> scripts = Files.list(home().resolve("server/src/main/resources/demo"))) {
      return scripts
          .map(p -> p.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyTwice(Path target) throws IOException {
    Path source = home().resolve("policies");
    Files.createDirectories(target);
    for (String file : List.of("vocabulary.yaml", "calendar.yaml")) {
      if (Files.exists(source.resolve(file))) {
        Files.copy(source.resolve(file), target.resolve(file));
      }
    }
    copy(source.resolve(pack()), target.resolve(pack()));
    Path other = target.resolve(pack() + "-elsewhere");
    copy(source.resolve(pack()), other);
    Files.deleteIfExists(other.resolve("sealed.txt"));
    Path head = other.resolve("policy.yaml");
    String text = Files.readString(head).replaceFirst("(?m)^id: .*$", "id: " + other.getFileName());
    Matcher jurisdiction = Pattern.compile("jurisdiction: \\{id: (\\w+)").matcher(text);
    Files.writeString(
        head,
        jurisdiction
            .replaceFirst("jurisdiction: {id: $1" + ELSEWHERE)
            .replaceFirst("(?m)^vocabulary:$", "vocabulary:\n" + PAIRS)
            .replaceFirst(
                "(?m)^    project:\n      facts:$", "    project:\n      facts:\n" + SIBLINGS));
    Files.writeString(other.resolve("procedures/splitting.yaml"), SPLITTING);
  }

  private static final String PAIRS =
      """
        records:
          Pair: {title: 相似项目, fields: {other: {title: 名称, type: text}, file: {title: 档案编号, type: text}, owner: {title: 单位, type: office}, amount: {title: 金额, type: money}, score: {title: 可能, type: int}, level: {title: 相近程度, type: LookAlikeLevel}, passages: {title: 相同之处, type: long_text}, new_parts: {title: 不同之处, type: long_text}, split: {title: 属于拆分, type: bool}, reason: {title: 理由, type: text}}}
      """;

  private static final String SIBLINGS =
      """
              siblings: {title: 本单位的其他项目, type: list<ref<project>>, reverse: project.unit}
      """;

  /** What the first pack lacks: a unit's own projects, held against one another. */
  private static final String SPLITTING =
      """
      - id: splitting
        title: 拆分核对
        subject: project
        stage: reserve
        norm: changzhou-edz-4-8-1
        by: [unit]
        repeat: many
        fields:
          - {fact: project.total}
          - {id: pairs, title: 疑似拆分的项目, type: list<Pair>, filled-by: comparison, among: project.siblings, norm: changzhou-edz-4-8-1}
        outcomes:
          approved: {}
      """;

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Path to = target.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.copy(path, to);
        }
      }
    }
  }
}
