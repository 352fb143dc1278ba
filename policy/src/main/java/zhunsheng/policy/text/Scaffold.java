package zhunsheng.policy.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.text.OfficialText.Article;
import zhunsheng.policy.text.OfficialText.Finding;
import zhunsheng.policy.text.ScaffoldException.Problem;

/**
 * The beginning of a pack: a draft in which every article of a text is still open.
 *
 * <p>The official sentences stay out of it. What a norm may hang on, numbers and offices, stands in
 * comments beside the article's number.
 */
public final class Scaffold {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final int LONGEST_ID = 60;
  private static final List<String> TAKEN = List.of("schema", "broken");
  private static final Pattern PLACE =
      Pattern.compile("^(\\p{IsHan}{2,12}?)(?:本级|[省市区县旗州盟]级|政务|数字|信息|政府|项目).*$");
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{IsHan}〔〕（）《》·][\\p{IsHan}〔〕（）《》·A-Za-z0-9]*");

  private final Wish wish;
  private final OfficialText text;

  /**
   * What its author says of the pack; null where the text says it.
   *
   * @param id name of the pack's folder
   * @param from first day in force; of a draft the day from which it is tried
   */
  public record Wish(
      String id,
      @Nullable String title,
      @Nullable String number,
      @Nullable String issuer,
      @Nullable LocalDate from) {}

  private Scaffold(Wish wish, OfficialText text) {
    this.wish = wish;
    this.text = text;
  }

  /**
   * Writes the scaffold into a new folder below {@code root}.
   *
   * @return the folder
   * @throws ScaffoldException with every field that is missing or wrong; nothing is written then
   */
  public static Path write(Path root, Wish wish, OfficialText text) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Wish complete = complete(root, wish, text, problems);
    if (!problems.isEmpty()) {
      throw new ScaffoldException(problems);
    }
    Path folder = root.resolve(complete.id());
    Scaffold scaffold = new Scaffold(complete, text);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new ScaffoldException(List.of(exists(folder)));
    }
    Files.writeString(folder.resolve("policy.yaml"), scaffold.policy(), UTF_8);
    Files.writeString(folder.resolve("articles.yaml"), scaffold.articles(), UTF_8);
    return folder;
  }

  private static Problem exists(Path folder) {
    return new Problem("id", folder + " 已存在，没有改动；请换一个标识，或先移走该文件夹");
  }

  private static Wish complete(Path root, Wish wish, OfficialText text, List<Problem> problems) {
    if (!Files.isRegularFile(root.resolve("vocabulary.yaml"))) {
      problems.add(new Problem("policies", root + " 不是规则包所在文件夹：其中没有 vocabulary.yaml"));
    }
    if (!ID.matcher(wish.id()).matches() || wish.id().length() > LONGEST_ID) {
      problems.add(
          new Problem(
              "id",
              "“"
                  + wish.id()
                  + "”应由小写字母、数字和连字符组成，以字母开头，不超过 "
                  + LONGEST_ID
                  + " 个字符，如 some-city-2026"));
    } else if (TAKEN.contains(wish.id())) {
      problems.add(new Problem("id", "“" + wish.id() + "”另有用途，请换一个"));
    } else if (Files.exists(root.resolve(wish.id()))) {
      problems.add(exists(root.resolve(wish.id())));
    }
    if (text.articles().isEmpty()) {
      problems.add(new Problem("text", "没有找到以“第…条”开头的段落，请确认是规定全文"));
    }
    Masthead said = Masthead.of(text);
    String title = field("title", wish.title(), said.title(), "标题", problems);
    String number = field("number", wish.number(), said.number(), "文号（没有文号的写“征求意见稿”等）", problems);
    String issuer = field("issuer", wish.issuer(), said.issuer(), "发布机关", problems);
    LocalDate from = wish.from() == null ? said.from() : wish.from();
    if (from == null) {
      problems.add(new Problem("from", "没有认出施行日期，请写明，如 2026-01-01（草案写试用的起始日期）"));
    }
    return new Wish(wish.id(), title, number, issuer, from);
  }

  private static @Nullable String field(
      String field,
      @Nullable String wished,
      @Nullable String said,
      String what,
      List<Problem> problems) {
    if (wished != null && (wished.isBlank() || wished.length() > 200)) {
      problems.add(new Problem(field, "应为 1 至 200 个字"));
    } else if (wished == null && said == null) {
      problems.add(new Problem(field, "没有在条文之前认出" + what + "，请写明"));
    }
    return wished == null ? said : wished.strip();
  }

  private String policy() {
    String title = String.valueOf(wish.title());
    Matcher place = PLACE.matcher(title);
    List<String> lines = new ArrayList<>();
    lines.add("# 草案：由 policy new 从正文生成。标题、文号、机关和日期取自正文或命令，请核对。");
    lines.add("id: " + wish.id());
    lines.add("title: " + yaml(title));
    lines.add("number: " + yaml(String.valueOf(wish.number())));
    lines.add("issuer: " + yaml(String.valueOf(wish.issuer())));
    lines.add("status: draft                   # 各条办完、各项检查通过后删去本行，即为现行规定");
    lines.add(
        "jurisdiction: {id: "
            + wish.id().replaceFirst("-(?:19|20)[0-9]{2}$", "").replace('-', '_')
            + ", name: "
            + yaml(place.matches() ? place.group(1) : String.valueOf(wish.issuer()))
            + "}   # 地区的标识和名称，请核对");
    lines.add("in-force: {from: " + wish.from() + "}");
    lines.add("");
    lines.add("# 条文中像单位名称的词及其所在条。属实的写入 offices，并在 parties 写明各职能角色由谁担任：");
    lines.add("# offices:");
    offices()
        .forEach(
            (office, at) ->
                lines.add(
                    "#   - {id: , name: "
                        + office
                        + "}   # "
                        + at.stream().map(Scaffold::display).collect(Collectors.joining("、"))));
    lines.add("# parties:");
    lines.add("#   unit: {of: file}            # 项目单位：档案所属的单位");
    lines.add("#   data_bureau: {office: , sees: all}");
    return String.join("\n", lines) + "\n";
  }

  private Map<String, Set<Integer>> offices() {
    Map<String, Set<Integer>> offices = new LinkedHashMap<>();
    for (Article a : text.articles()) {
      Mentions.of(a)
          .offices()
          .forEach(o -> offices.computeIfAbsent(o, k -> new TreeSet<>()).add(a.number()));
    }
    return offices;
  }

  private String articles() {
    List<String> lines = new ArrayList<>();
    lines.add("# 每条读完后：用自己的话写 gist，列出 norms，或在 none 写明为何不需要规则，然后删去 open。");
    lines.add("# 注释是条文里找到的数字、单位和用语，只供查对；正文不抄入规则包，由各单位自行导入。");
    for (Finding f : text.findings()) {
      if (f.kind() == Finding.Kind.NUMBER) {
        lines.add("# 待核对 " + comment(f.toString()));
      }
    }
    String chapter = null;
    for (Article a : text.articles()) {
      if (a.chapter() != null && !a.chapter().equals(chapter)) {
        chapter = a.chapter();
        lines.add("");
        lines.add("# " + comment(chapter));
      }
      int items = a.paragraphs().stream().mapToInt(p -> p.items().size()).sum();
      String found = Mentions.of(a).line();
      lines.add("");
      lines.add(
          "# "
              + display(a.number())
              + "（"
              + a.paragraphs().size()
              + " 款"
              + (items == 0 ? "" : " " + items + " 项")
              + "）"
              + (found.isEmpty() ? "" : "：" + comment(found)));
      lines.add("- article: " + a.number());
      lines.add("  open: true");
      lines.add("  # gist: ");
    }
    if (!text.annex().isEmpty()) {
      lines.add("");
      lines.add("# 附件");
      lines.add("- form:");
      lines.add("    open: true");
      lines.add("    # gist: ");
    }
    return String.join("\n", lines).replace(": \n", ":\n").stripTrailing() + "\n";
  }

  private static String display(int article) {
    return new Citation("", article, 0, 0, "").display();
  }

  private static String comment(String words) {
    return words.replaceAll("\\p{Cntrl}", " ");
  }

  /** A scalar that YAML reads as that text. */
  private static String yaml(String words) {
    if (PLAIN.matcher(words).matches()) {
      return words;
    }
    StringBuilder s = new StringBuilder("\"");
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '"' || c == '\\') {
        s.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        s.append(String.format("\\u%04x", (int) c));
      } else {
        s.append(c);
      }
    }
    return s.append('"').toString();
  }
}
