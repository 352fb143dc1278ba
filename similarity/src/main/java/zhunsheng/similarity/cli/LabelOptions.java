package zhunsheng.similarity.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import zhunsheng.similarity.train.Labels;

/** On which labels is measured: those of the product, or others that are closer to practice. */
public final class LabelOptions {
  @Option(
      names = "--labels",
      defaultValue = "${zhunsheng.home:-.}/similarity/labels",
      paramLabel = "FOLDER",
      description = "文件夹，内有 projects.jsonl 和 queries.jsonl（默认：随程序的标注）")
  private Path labels = Path.of(".");

  @Option(
      names = "--closer",
      paramLabel = "PROJECTS,QUERIES",
      split = ",",
      description = "更接近实际的标注；给出时只在它上面测量")
  private List<Path> closer = List.of();

  /** The folder of the product's labels. */
  Path labels() {
    return labels;
  }

  /** A file of projects and one of queries, or none. */
  List<Path> closer() {
    return closer;
  }

  /**
   * The labels that are measured on.
   *
   * @throws IOException if a file cannot be read
   */
  public Labels measured() throws IOException {
    return closer.size() == 2 ? Labels.read(closer.get(0), closer.get(1)) : Labels.read(labels);
  }

  /** The same options, for another process. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--labels", labels.toString()));
    if (closer.size() == 2) {
      arguments.addAll(List.of("--closer", closer.get(0) + "," + closer.get(1)));
    }
    return arguments;
  }
}
