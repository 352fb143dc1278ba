package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.database.EmbeddedPostgres;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.similarity.Comparisons;

/**
 * One server for all test classes that ask for it: the whole demonstration of the first pack, and
 * beside it the same pack again for another jurisdiction, in which nobody has done anything.
 */
public final class TestServer implements ParameterResolver {
  private static final String ELSEWHERE = "_elsewhere";

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
  public record Running(
      ConfigurableApplicationContext context,
      Path data,
      int port,
      ChatCompletions model,
      OpenIdProvider platform,
      int platformAskedAtStart)
      implements AutoCloseable {

    static Running start() {
      try {
        Path data = Files.createTempDirectory("zhunsheng-test");
        Path policies = data.resolve("policies");
        copyTwice(policies);
        ChatCompletions model = new ChatCompletions();
        OpenIdProvider platform = new OpenIdProvider();
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
                "zhunsheng.identity.password-rounds",
                "1000",
                "zhunsheng.identity.lock-for",
                "PT3S",
                "zhunsheng.second-judge.url",
                model.url(),
                "zhunsheng.second-judge.model",
                "qwen3-32b",
                "server.port",
                "0")
            .forEach((k, v) -> arguments.add("--" + k + "=" + v));
        Map.of(
                "zhunsheng.platform.issuer",
                platform.issuer(),
                "zhunsheng.platform.client",
                OpenIdProvider.CLIENT,
                "zhunsheng.platform.secret",
                OpenIdProvider.SECRET,
                "zhunsheng.platform.unit-claim",
                "org",
                "zhunsheng.platform.jurisdictions",
                jurisdictionOf(policies.resolve(pack())))
            .forEach((k, v) -> arguments.add("--" + k + "=" + v));
        SpringApplication application = new SpringApplication(ZhunshengApplication.class);
        application.setAdditionalProfiles("demo");
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        int port =
            Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new Running(context, data, port, model, platform, platform.descriptionsRead());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public <T> T bean(Class<T> type) {
      return context.getBean(type);
    }

    /** The jurisdiction whose demonstration runs. */
    public String jurisdiction() {
      return bean(Shelf.class).policy(pack()).jurisdiction();
    }

    /** The jurisdiction in which nobody has done anything. */
    public String elsewhere() {
      return jurisdiction() + ELSEWHERE;
    }

    /** An office of {@code jurisdiction} that sees every file there. */
    public String overseer(String jurisdiction) {
      return bean(Shelf.class).of(jurisdiction).getLast().parties().values().stream()
          .filter(p -> p.seesAll() && p.office() != null)
          .findFirst()
          .map(Policy.Party::office)
          .orElseThrow();
    }

    /** The browser of a person who has an account. */
    public Browser as(String username) {
      return Browser.signedIn(port, username);
    }

    /** The browser of a new person of {@code office}. */
    public Browser person(String jurisdiction, String office, String username, Role... roles) {
      bean(Accounts.class)
          .create(
              new Accounts.NewAccount(
                  username,
                  jurisdiction,
                  username,
                  office,
                  Set.of(roles),
                  Browser.PASSWORD,
                  false));
      return as(username);
    }

    /** Waits until all files can be found by what they say. */
    public void awaitIndex() throws InterruptedException {
      assertThat(bean(Comparisons.class).awaitFilled(180)).isTrue();
    }

    @Override
    public void close() {
      context.close();
      model.close();
      platform.close();
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

  /** Makes {@code target} a folder of packs with the first one and no other. */
  static void copyPack(Path target) throws IOException {
    Path source = home().resolve("policies");
    Files.createDirectories(target);
    Files.copy(source.resolve("vocabulary.yaml"), target.resolve("vocabulary.yaml"));
    copy(source.resolve(pack()), target.resolve(pack()));
  }

  private static void copyTwice(Path target) throws IOException {
    Path source = home().resolve("policies");
    copyPack(target);
    Path other = target.resolve(pack() + "-elsewhere");
    copy(source.resolve(pack()), other);
    Files.deleteIfExists(other.resolve("sealed.txt"));
    Path head = other.resolve("policy.yaml");
    String text = Files.readString(head).replaceFirst("(?m)^id: .*$", "id: " + other.getFileName());
    Matcher jurisdiction = JURISDICTION.matcher(text);
    Files.writeString(
        head,
        jurisdiction
            .replaceFirst("jurisdiction: {id: $1" + ELSEWHERE)
            .replaceFirst("(?m)^vocabulary:$", "vocabulary:\n" + PAIRS)
            .replaceFirst(
                "(?m)^    project:\n      facts:$", "    project:\n      facts:\n" + SIBLINGS));
    Files.writeString(other.resolve("procedures/splitting.yaml"), SPLITTING);
  }

  private static final Pattern JURISDICTION = Pattern.compile("jurisdiction: \\{id: (\\w+)");

  private static String jurisdictionOf(Path pack) throws IOException {
    Matcher jurisdiction = JURISDICTION.matcher(Files.readString(pack.resolve("policy.yaml")));
    assertThat(jurisdiction.find()).isTrue();
    return jurisdiction.group(1);
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
