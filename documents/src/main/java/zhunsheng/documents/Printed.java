package zhunsheng.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form filled in, ready for any kind of paper.
 *
 * @param heading small words above the title, such as 附件; empty for none
 * @param lines the title's lines
 * @param annexes what did not fit its place, in full
 */
public record Printed(
    String heading,
    List<String> lines,
    List<Line> header,
    List<Table> tables,
    List<Annex> annexes) {

  public Printed {
    lines = List.copyOf(lines);
    header = List.copyOf(header);
    tables = List.copyOf(tables);
    annexes = List.copyOf(annexes);
  }

  /** A line above the tables. */
  public record Line(String text, boolean centred) {}

  /** A table of equal columns. */
  public record Table(int columns, List<List<Cell>> rows) {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** How much room a cell has for what is written in it. */
  public enum Height {
    NORMAL,
    TALL,
    TALLEST
  }

  /**
   * A cell.
   *
   * @param label whether it holds printed words rather than something filled in
   * @param paragraphs what is in it, from the top
   * @param foot what stands at its lower right, from the top: signature, seal, date
   */
  public record Cell(
      int cols,
      int rows,
      boolean label,
      Height height,
      List<String> paragraphs,
      List<String> foot) {
    public Cell {
      paragraphs = List.copyOf(paragraphs);
      foot = List.copyOf(foot);
    }
  }

  /** Text that went on beyond its cell, under that cell's label. */
  public record Annex(String title, String label, String text) {}

  /** The names of what only the server knows. */
  public interface Names {
    String office(String id);

    String person(String id);

    /** The name of another file, or null where it is not known. */
    @Nullable String file(String id);
  }
}
