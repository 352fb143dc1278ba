package zhunsheng.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Priced;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;
import zhunsheng.server.similarity.Comparisons;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.server.similarity.Looked;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.associate.Neighbour;
import zhunsheng.similarity.price.CostLine;
import zhunsheng.similarity.price.PriceIndex;
import zhunsheng.similarity.price.Spread;
import zhunsheng.similarity.text.Passages;

/** Where what a project costs stands among what the like of it cost. */
@Component
class PriceDesk {
  /** More projects than these, the likest, are not compared. */
  private static final int MOST = 30;

  private final Comparisons comparisons;
  private final Casebook casebook;

  private final Desk desk;
  private final @Nullable PriceIndex index;

  /**
   * @param index file of the published index by which amounts of other years are put into prices of
   *     one; empty: there is none, and nothing is said of them
   */
  PriceDesk(
      Comparisons comparisons,
      Casebook casebook,
      Desk desk,
      @Value("${zhunsheng.price-index:}") String index) {
    this.comparisons = comparisons;
    this.casebook = casebook;
    this.desk = desk;
    this.index = index.isBlank() ? null : read(Path.of(index.strip()));
  }

  private static PriceIndex read(Path file) {
    try {
      return PriceIndex.parse(Files.readAllLines(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "zhunsheng.price-index: " + file + ": " + e.getMessage(), e);
    }
  }

  /** A project that is compared with: its whole amount in 分 where it is known, and its parts. */
  record Compared(Policy policy, CaseFile file, OptionalLong whole, List<CostLine> lines) {}

  /** One amount of a project behind a comparison, in 分. */
  record Behind(Policy policy, CaseFile file, long amount) {}

  /**
   * Where one amount stands.
   *
   * @param title null for the whole, otherwise what the line buys
   * @param each whether prices of one piece are compared
   * @param amount in 分; none where the form does not know it yet
   * @param adjusted the same in prices of one year; null where the index does not know every year
   */
  record Reference(
      @Nullable String title,
      boolean each,
      OptionalLong amount,
      Spread spread,
      List<Behind> behind,
      @Nullable Adjusted adjusted) {

    /** How many of the projects are cheaper, in percent; none where the amount is not known. */
    Optional<Integer> place() {
      return amount.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Spread.place(amount.getAsLong(), behind.stream().map(Behind::amount).toList()));
    }
  }

  /**
   * Amounts of different years in prices of one.
   *
   * @param source of the index
   * @param year in whose prices they are; later amounts stand as they are
   * @param amount of the form; none where it is not known
   */
  record Adjusted(
      String source, int year, OptionalLong amount, Spread spread, Optional<Integer> place) {}

  /**
   * @param comparable how many projects are like enough and say what they cost
   * @param references only where there are {@link Spread#FEWEST} or more
   */
  record Prices(int comparable, List<Reference> references) {}

  private record Near(Description description, Set<String> group, Set<String> without) {}

  /** The amounts of a form's project among others; nothing where its subject has no price. */
  Looked<Prices> prices(AssociationDesk.Form form) {
    Priced priced = priced(form.policy(), form.procedure().subject());
    if (priced == null) {
      return new Looked.Seen<>(new Prices(0, List.of()));
    }
    if (!Passages.legible(form.description())) {
      return new Looked.Unseen<>("没有可比对的名称和内容", false);
    }
    Near near =
        new Near(
            form.description(),
            Set.of(form.policy().jurisdiction()),
            new TreeSet<>(Descriptions.apart(form.policy(), form.dossier())));
    Looked<List<Neighbour>> looked =
        comparisons.look(
            near,
            index -> index.neighbours(near.description(), near.group(), near.without(), MOST));
    return switch (looked) {
      case Looked.Unseen<List<Neighbour>> not -> new Looked.Unseen<>(not.reason(), not.soon());
      case Looked.Seen<List<Neighbour>> seen ->
          new Looked.Seen<>(references(form, priced, comparable(form, priced, seen.value())));
    };
  }

  private List<Compared> comparable(
      AssociationDesk.Form form, Priced priced, List<Neighbour> neighbours) {
    CaseFile mine = form.dossier().file();
    List<Compared> found = new ArrayList<>();
    casebook.read(
        form.policy().jurisdiction(),
        neighbours.stream().map(n -> n.existing().id()).toList(),
        (policy, dossier) -> {
          CaseFile file = dossier.file();
          Priced theirs = priced(policy, file.subject());
          if (theirs != null
              && file.subject().equals(form.procedure().subject())
              && alike(priced, mine, file)) {
            List<CostLine> lines = lines(theirs, file);
            OptionalLong whole = whole(theirs, file, lines);
            if (whole.isPresent()) {
              found.add(new Compared(policy, file, whole, lines));
            }
          }
        });
    return found;
  }

  private Prices references(AssociationDesk.Form form, Priced priced, List<Compared> compared) {
    CaseFile mine = form.dossier().file();
    List<CostLine> lines = lines(priced, mine);
    List<Reference> references = new ArrayList<>();
    List<Behind> wholes =
        compared.stream()
            .map(c -> new Behind(c.policy(), c.file(), c.whole().orElseThrow()))
            .toList();
    reference(mine, null, false, whole(priced, mine, lines), wholes).ifPresent(references::add);
    for (CostLine line : lines) {
      List<Behind> behind = new ArrayList<>();
      for (Compared one : compared) {
        // One price a project: many lines of one project are no more evidence than one.
        one.lines().stream()
            .filter(line::comparable)
            .map(CostLine::price)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .sorted()
            .findFirst()
            .ifPresent(price -> behind.add(new Behind(one.policy(), one.file(), price)));
      }
      if (line.price().isPresent()) {
        reference(mine, line.name(), line.counted(), line.price(), behind)
            .ifPresent(references::add);
      }
    }
    return new Prices(compared.size(), references);
  }

  private Optional<Reference> reference(
      CaseFile mine,
      @Nullable String title,
      boolean each,
      OptionalLong amount,
      List<Behind> behind) {
    return Spread.of(behind.stream().map(Behind::amount).toList())
        .map(
            spread ->
                new Reference(title, each, amount, spread, behind, adjusted(mine, amount, behind)));
  }

  /** Of the year in which a file was opened its amount is taken to be. */
  private @Nullable Adjusted adjusted(CaseFile mine, OptionalLong amount, List<Behind> behind) {
    PriceIndex by = index;
    if (by == null) {
      return null;
    }
    List<Long> amounts = new ArrayList<>();
    for (Behind one : behind) {
      by.adjusted(one.amount(), year(one.file())).ifPresent(amounts::add);
    }
    OptionalLong own = amount.isEmpty() ? amount : by.adjusted(amount.getAsLong(), year(mine));
    // Some adjusted and some not would be worse than none.
    if (amounts.size() < behind.size() || own.isPresent() != amount.isPresent()) {
      return null;
    }
    return Spread.of(amounts)
        .map(
            spread ->
                new Adjusted(
                    by.source(),
                    by.year(),
                    own,
                    spread,
                    own.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Spread.place(own.getAsLong(), amounts))))
        .orElse(null);
  }

  private int year(CaseFile file) {
    LocalDate opened = file.openedOn();
    return (opened == null ? desk.today() : opened).getYear();
  }

  private static @Nullable Priced priced(Policy policy, String subject) {
    Subject found = policy.vocabulary().subjects().get(subject);
    return found == null ? null : found.priced();
  }

  /** Whether two files have something in common in every fact in which they must. */
  private static boolean alike(Priced priced, CaseFile one, CaseFile other) {
    for (String fact : priced.alike()) {
      List<?> mine = items(one.facts().get(fact));
      List<?> theirs = items(other.facts().get(fact));
      if (!mine.isEmpty() && !theirs.isEmpty() && mine.stream().noneMatch(theirs::contains)) {
        return false;
      }
    }
    return true;
  }

  private static List<?> items(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> items ? items : List.of(value);
  }

  /** The whole amount as it is recorded, or the sum of its parts. */
  private static OptionalLong whole(Priced priced, CaseFile file, List<CostLine> lines) {
    for (String fact : priced.whole()) {
      if (file.facts().get(fact) instanceof Money money && money.fen() > 0) {
        return OptionalLong.of(money.fen());
      }
    }
    long sum = lines.stream().mapToLong(CostLine::amount).sum();
    return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static List<CostLine> lines(Priced priced, CaseFile file) {
    Priced.Lines how = priced.lines();
    if (how == null) {
      return List.of();
    }
    for (String fact : how.facts()) {
      Map<String, CostLine> lines = new LinkedHashMap<>();
      for (Object item : items(file.facts().get(fact))) {
        if (item instanceof Map<?, ?> parts
            && parts.get(how.name()) instanceof String name
            && parts.get(how.amount()) instanceof Money money) {
          Object quantity = how.quantity() == null ? null : parts.get(how.quantity());
          lines.put(name, new CostLine(name, money.fen(), quantity instanceof Long n ? n : null));
        }
      }
      if (!lines.isEmpty()) {
        return List.copyOf(lines.values());
      }
    }
    return List.of();
  }
}
