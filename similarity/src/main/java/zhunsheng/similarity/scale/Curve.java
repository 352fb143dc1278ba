package zhunsheng.similarity.scale;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import zhunsheng.similarity.scale.Scale.Point;

/** How the time of an answer grows with what is searched, as a picture. */
public final class Curve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 150;
  private static final int TOP = 24;
  private static final int BOTTOM = 44;

  private Curve() {}

  /** An SVG: projects on a logarithmic axis, milliseconds on a plain one. */
  public static String svg(List<Point> points) {
    double first = Math.log10(points.getFirst().projects());
    double last = Math.max(first + 1e-9, Math.log10(points.getLast().projects()));
    double slowest =
        Math.max(50, points.stream().mapToDouble(p -> p.answer().p99()).max().orElse(0));
    int step = slowest <= 100 ? 10 : slowest <= 500 ? 50 : 500;
    double highest = Math.ceil(slowest / step) * step;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH,
        HEIGHT);
    line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
    for (int ms = 0; ms <= highest; ms += step) {
      double y = y(ms, highest);
      line(
          svg,
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
          LEFT,
          WIDTH - RIGHT,
          y,
          y);
      line(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d ms</text>", LEFT - 6, y + 4, ms);
    }
    for (Point point : points) {
      line(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
          x(point, first, last),
          HEIGHT - BOTTOM + 20,
          point.projects());
    }
    drawn(svg, points, first, last, highest, "#1f6feb", "p99", p -> p.answer().p99());
    drawn(svg, points, first, last, highest, "#7aa7f0", "p50", p -> p.answer().p50());
    drawn(svg, points, first, last, highest, "#c2410c", "p99 search alone", p -> p.search().p99());
    return svg.append("</svg>\n").toString();
  }

  private static void drawn(
      StringBuilder svg,
      List<Point> points,
      double first,
      double last,
      double highest,
      String colour,
      String title,
      ToDoubleFunction<Point> of) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              x(point, first, last),
              y(of.applyAsDouble(point), highest)));
    }
    line(
        svg,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        path.toString().strip(),
        colour);
    line(
        svg,
        "<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s %.0f ms</text>",
        WIDTH - RIGHT + 8,
        y(of.applyAsDouble(points.getLast()), highest) + 4,
        colour,
        title,
        of.applyAsDouble(points.getLast()));
  }

  private static double x(Point point, double first, double last) {
    return LEFT
        + 20
        + (Math.log10(point.projects()) - first) / (last - first) * (WIDTH - LEFT - RIGHT - 40);
  }

  private static double y(double ms, double highest) {
    return HEIGHT - BOTTOM - ms / highest * (HEIGHT - TOP - BOTTOM);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that is not here
  private static void line(StringBuilder svg, String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
