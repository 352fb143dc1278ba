package zhunsheng.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowHeightRule;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import zhunsheng.documents.Printed.Annex;
import zhunsheng.documents.Printed.Cell;
import zhunsheng.documents.Printed.Height;
import zhunsheng.documents.Printed.Table;

/** A filled form as a Word document, on A4 with the type of official papers (GB/T 9704). */
public final class DocxForm {
  /** The media type of a Word document, as registered with IANA. */
  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  private static final int TWIPS_PER_MM = 57;
  private static final int WIDTH = 164 * TWIPS_PER_MM;
  private static final String BODY = "仿宋";
  private static final String TITLE = "方正小标宋简体";
  private static final String HEADING = "黑体";

  private DocxForm() {}

  /** Writes the document; the stream stays open. */
  public static void write(Printed printed, OutputStream out) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      page(document);
      if (!printed.heading().isEmpty()) {
        paragraph(document, printed.heading(), HEADING, 16, ParagraphAlignment.LEFT);
      }
      printed.lines().forEach(l -> paragraph(document, l, TITLE, 20, ParagraphAlignment.CENTER));
      printed
          .header()
          .forEach(
              l ->
                  paragraph(
                      document,
                      l.text(),
                      BODY,
                      12,
                      l.centred() ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT));
      boolean first = true;
      for (Table table : printed.tables()) {
        if (!first) {
          // Word joins tables that touch; a paragraph of no height keeps them apart.
          XWPFParagraph gap = paragraph(document, "", BODY, 1, ParagraphAlignment.LEFT);
          gap.setSpacingBetween(1, org.apache.poi.xwpf.usermodel.LineSpacingRule.EXACT);
        }
        first = false;
        table(document, table);
      }
      for (Annex annex : printed.annexes()) {
        XWPFParagraph title =
            paragraph(
                document,
                annex.title() + "：" + annex.label(),
                HEADING,
                16,
                ParagraphAlignment.LEFT);
        title.setPageBreak(true);
        annex
            .text()
            .lines()
            .forEach(l -> paragraph(document, l, BODY, 14, ParagraphAlignment.LEFT));
      }
      document.write(out);
    }
  }

  private static void page(XWPFDocument document) {
    CTSectPr section = document.getDocument().getBody().addNewSectPr();
    CTPageSz size = section.addNewPgSz();
    size.setW(twips(210));
    size.setH(twips(297));
    CTPageMar margin = section.addNewPgMar();
    margin.setTop(twips(25));
    margin.setBottom(twips(20));
    margin.setLeft(twips(24));
    margin.setRight(twips(22));
  }

  private static XWPFParagraph paragraph(
      XWPFDocument document, String text, String font, int size, ParagraphAlignment alignment) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setAlignment(alignment);
    paragraph.setSpacingAfter(60);
    write(paragraph, text, font, size);
    return paragraph;
  }

  private static void write(XWPFParagraph paragraph, String text, String font, int size) {
    XWPFRun run = paragraph.createRun();
    run.setText(text);
    run.setFontSize(size);
    run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
    run.setFontFamily(font, XWPFRun.FontCharRange.ascii);
    run.setFontFamily(font, XWPFRun.FontCharRange.hAnsi);
  }

  private static void table(XWPFDocument document, Table table) {
    XWPFTable word = document.createTable();
    word.removeRow(0);
    CTTblPr properties = word.getCTTbl().getTblPr();
    CTTblLayoutType layout =
        properties.isSetTblLayout() ? properties.getTblLayout() : properties.addNewTblLayout();
    layout.setType(STTblLayoutType.FIXED);
    word.setWidth(Integer.toString(WIDTH));
    int column = WIDTH / table.columns();
    CTTblGrid grid =
        word.getCTTbl().getTblGrid() == null
            ? word.getCTTbl().addNewTblGrid()
            : word.getCTTbl().getTblGrid();
    for (int i = 0; i < table.columns(); i++) {
      grid.addNewGridCol().setW(BigInteger.valueOf(column));
    }
    int[] below = new int[table.columns()];
    int[] belowWidth = new int[table.columns()];
    for (List<Cell> cells : table.rows()) {
      XWPFTableRow row = word.createRow();
      while (!row.getTableCells().isEmpty()) {
        row.removeCell(0);
      }
      height(row, cells);
      int at = 0;
      for (Cell cell : cells) {
        at = continued(row, below, belowWidth, at, column);
        XWPFTableCell place = row.addNewTableCell();
        shape(place, cell.cols(), column, cell.rows() > 1 ? STMerge.RESTART : null);
        fill(place, cell);
        if (cell.rows() > 1) {
          below[at] = cell.rows() - 1;
          belowWidth[at] = cell.cols();
        }
        at += cell.cols();
      }
      continued(row, below, belowWidth, at, column);
    }
  }

  /**
   * Adds the lower parts of cells that span rows, from column {@code at} on; returns the next free
   * column.
   */
  private static int continued(
      XWPFTableRow row, int[] below, int[] belowWidth, int at, int column) {
    int next = at;
    while (next < below.length && below[next] > 0) {
      below[next]--;
      shape(row.addNewTableCell(), belowWidth[next], column, STMerge.CONTINUE);
      next += belowWidth[next];
    }
    return next;
  }

  private static void shape(
      XWPFTableCell place,
      int cols,
      int column,
      STMerge.@org.jspecify.annotations.Nullable Enum merge) {
    CTTcPr properties = place.getCTTc().addNewTcPr();
    properties.addNewTcW().setW(BigInteger.valueOf((long) column * cols));
    properties.getTcW().setType(STTblWidth.DXA);
    if (cols > 1) {
      properties.addNewGridSpan().setVal(BigInteger.valueOf(cols));
    }
    if (merge != null) {
      properties.addNewVMerge().setVal(merge);
    }
  }

  private static void height(XWPFTableRow row, List<Cell> cells) {
    Height most = Height.NORMAL;
    for (Cell cell : cells) {
      most = cell.height().compareTo(most) > 0 ? cell.height() : most;
    }
    row.setHeight(
        TWIPS_PER_MM
            * switch (most) {
              case NORMAL -> 9;
              case TALL -> 32;
              case TALLEST -> 62;
            });
    row.setHeightRule(TableRowHeightRule.AT_LEAST);
  }

  private static void fill(XWPFTableCell place, Cell cell) {
    place.setVerticalAlignment(
        cell.label() ? XWPFTableCell.XWPFVertAlign.CENTER : XWPFTableCell.XWPFVertAlign.TOP);
    boolean first = true;
    for (String text : cell.paragraphs()) {
      XWPFParagraph paragraph = first ? firstOf(place) : place.addParagraph();
      first = false;
      paragraph.setAlignment(cell.label() ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
      write(paragraph, text, BODY, 12);
    }
    for (String text : cell.foot()) {
      XWPFParagraph paragraph = first ? firstOf(place) : place.addParagraph();
      first = false;
      paragraph.setAlignment(ParagraphAlignment.RIGHT);
      write(paragraph, text, BODY, 12);
    }
    if (first) {
      firstOf(place);
    }
  }

  private static XWPFParagraph firstOf(XWPFTableCell place) {
    return place.getParagraphs().isEmpty()
        ? place.addParagraph()
        : place.getParagraphs().getFirst();
  }

  private static BigInteger twips(int millimetres) {
    return BigInteger.valueOf((long) millimetres * TWIPS_PER_MM);
  }
}
