package zhunsheng.documents.text;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNum;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrBase;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import zhunsheng.policy.model.ChineseNumber;

/** Counts as Word does: 第%1条 stands in no paragraph, only in the format of its list. */
final class DocxNumbering {
  private static final int LEVELS = 9;

  private final XWPFDocument document;
  private final Map<BigInteger, int[]> counted = new HashMap<>();

  DocxNumbering(XWPFDocument document) {
    this.document = document;
  }

  /** The number of that paragraph and a space, or nothing; to be asked of each in its order. */
  String of(XWPFParagraph p) {
    CTNumPr own = number(p);
    XWPFNumbering lists = document.getNumbering();
    if (own == null || lists == null || own.getNumId() == null) {
      return "";
    }
    XWPFNum list = lists.getNum(own.getNumId().getVal());
    BigInteger form = list == null ? null : list.getCTNum().getAbstractNumId().getVal();
    XWPFAbstractNum abstractNum = form == null ? null : lists.getAbstractNum(form);
    if (form == null || abstractNum == null) {
      return "";
    }
    int level = own.getIlvl() == null ? 0 : own.getIlvl().getVal().intValue();
    CTLvl[] levels = abstractNum.getCTAbstractNum().getLvlArray();
    if (level < 0 || level >= Math.min(LEVELS, levels.length)) {
      return "";
    }
    int[] counters = counted.computeIfAbsent(form, f -> starts(levels));
    counters[level]++;
    for (int deeper = level + 1; deeper < LEVELS; deeper++) {
      counters[deeper] = before(levels, deeper);
    }
    return written(levels, counters, level);
  }

  private static int[] starts(CTLvl[] levels) {
    int[] starts = new int[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      starts[i] = before(levels, i);
    }
    return starts;
  }

  private static int before(CTLvl[] levels, int level) {
    return level < levels.length && levels[level].getStart() != null
        ? levels[level].getStart().getVal().intValue() - 1
        : 0;
  }

  private static String written(CTLvl[] levels, int[] counters, int level) {
    String form = levels[level].getLvlText() == null ? "" : levels[level].getLvlText().getVal();
    if (form.indexOf('%') < 0) {
      return "";
    }
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      int at = i + 1 < form.length() ? form.charAt(i + 1) - '1' : -1;
      if (c == '%' && at >= 0 && at < levels.length) {
        s.append(sign(levels[at], Math.max(counters[at], 1)));
        i++;
      } else {
        s.append(c);
      }
    }
    return s.append(' ').toString();
  }

  private static String sign(CTLvl level, int n) {
    String format =
        level.getNumFmt() == null ? "decimal" : String.valueOf(level.getNumFmt().getVal());
    return format.startsWith("chinese")
            || format.startsWith("japanese")
            || format.startsWith("ideograph")
            || format.startsWith("taiwanese")
        ? ChineseNumber.of(n)
        : Integer.toString(n);
  }

  /** Its own, or that of its style and of those that the style rests on. */
  private @Nullable CTNumPr number(XWPFParagraph p) {
    CTPPrBase format = p.getCTP().getPPr();
    if (format != null && format.getNumPr() != null) {
      return format.getNumPr();
    }
    String id = p.getStyle();
    for (int depth = 0; id != null && document.getStyles() != null && depth < 10; depth++) {
      XWPFStyle style = document.getStyles().getStyle(id);
      if (style == null) {
        return null;
      }
      CTPPrGeneral general = style.getCTStyle().getPPr();
      if (general != null && general.getNumPr() != null) {
        return general.getNumPr();
      }
      id = style.getBasisStyleID();
    }
    return null;
  }
}
