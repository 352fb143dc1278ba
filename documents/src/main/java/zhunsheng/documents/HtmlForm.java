package zhunsheng.documents;

import java.util.List;
import zhunsheng.documents.Printed.Annex;
import zhunsheng.documents.Printed.Cell;
import zhunsheng.documents.Printed.Line;
import zhunsheng.documents.Printed.Table;

/** A filled form as a page of HTML, for the screen and for paper. */
public final class HtmlForm {
  /** A4 with the margins and type of official papers (GB/T 9704). */
  private static final String STYLE =
      """
      @page { size: A4 portrait; margin: 25mm 22mm 20mm 24mm; }
      body { margin: 0 auto; max-width: 164mm; color: #000; background: #fff;
             font-family: FangSong, "FangSong_GB2312", STFangsong, "Noto Serif CJK SC", serif; font-size: 12pt; }
      .heading { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-size: 16pt; margin: 0 0 6mm; }
      h1 { font-family: "FZXiaoBiaoSong-B05S", SimSun, STSong, "Noto Serif CJK SC", serif; font-weight: normal;
           font-size: 20pt; line-height: 1.35; text-align: center; margin: 0 0 4mm; }
      .line { margin: 0 0 2mm; } .centred { text-align: center; }
      table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: -1px; }
      td { border: 1px solid #000; padding: 1.5mm 2mm; vertical-align: top; overflow-wrap: anywhere; }
      td.label { text-align: center; vertical-align: middle; }
      td p { margin: 0; } td .foot { text-align: right; margin-top: 2mm; }
      .tall { height: 32mm; } .tallest { height: 62mm; }
      .signed { display: flex; flex-direction: column; justify-content: space-between; min-height: 100%; }
      tr { break-inside: avoid; }
      .annex { break-before: page; white-space: pre-wrap; line-height: 1.7; }
      .annex h2 { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-size: 16pt; font-weight: normal; }
      """;

  private HtmlForm() {}

  public static String of(Printed printed) {
    StringBuilder s = new StringBuilder();
    s.append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(String.join("", printed.lines())))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    if (!printed.heading().isEmpty()) {
      s.append("<p class=\"heading\">").append(escape(printed.heading())).append("</p>");
    }
    s.append("<h1>");
    s.append(String.join("<br>", printed.lines().stream().map(HtmlForm::escape).toList()));
    s.append("</h1>");
    for (Line line : printed.header()) {
      s.append(line.centred() ? "<p class=\"line centred\">" : "<p class=\"line\">")
          .append(escape(line.text()))
          .append("</p>");
    }
    printed.tables().forEach(t -> table(s, t));
    printed.annexes().forEach(a -> annex(s, a));
    return s.append("</body></html>").toString();
  }

  private static void table(StringBuilder s, Table table) {
    s.append("<table><colgroup>");
    s.append("<col>".repeat(table.columns()));
    s.append("</colgroup><tbody>");
    for (List<Cell> row : table.rows()) {
      s.append("<tr>");
      row.forEach(c -> cell(s, c));
      s.append("</tr>");
    }
    s.append("</tbody></table>");
  }

  private static void cell(StringBuilder s, Cell c) {
    s.append("<td");
    if (c.cols() > 1) {
      s.append(" colspan=\"").append(c.cols()).append('"');
    }
    if (c.rows() > 1) {
      s.append(" rowspan=\"").append(c.rows()).append('"');
    }
    String height =
        switch (c.height()) {
          case NORMAL -> "";
          case TALL -> "tall";
          case TALLEST -> "tallest";
        };
    s.append(" class=\"").append((c.label() ? "label " : "") + height).append("\">");
    c.paragraphs().forEach(p -> s.append("<p>").append(escape(p)).append("</p>"));
    if (!c.foot().isEmpty()) {
      s.append("<div class=\"foot\">");
      c.foot().forEach(f -> s.append("<p>").append(escape(f)).append("</p>"));
      s.append("</div>");
    }
    s.append("</td>");
  }

  private static void annex(StringBuilder s, Annex a) {
    s.append("<section class=\"annex\"><h2>")
        .append(escape(a.title() + "：" + a.label()))
        .append("</h2>")
        .append(escape(a.text()))
        .append("</section>");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
