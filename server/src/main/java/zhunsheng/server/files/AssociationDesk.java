package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Described;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Suggestion;
import zhunsheng.policy.model.Vocabulary;
import zhunsheng.server.regulation.Word;
import zhunsheng.server.similarity.Comparison;
import zhunsheng.server.similarity.Comparisons;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.server.similarity.Looked;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.associate.Need;
import zhunsheng.similarity.text.Passages;

/** What a form is pointed to: as its pack says, from what its text needs and what is catalogued. */
@Component
class AssociationDesk {
  private static final int NEEDS = 8;
  private static final int OWN = 3;
  private static final int EARLIER = 12;

  private final Comparisons comparisons;
  private final Casebook casebook;

  AssociationDesk(Comparisons comparisons, Casebook casebook) {
    this.comparisons = comparisons;
    this.casebook = casebook;
  }

  /**
   * A form in hand.
   *
   * @param dossier of its file, or of an empty file for one that opens it, as the form leaves it
   * @param office that files it
   * @param fields the form's own fields
   */
  record Form(
      Policy policy,
      Procedure procedure,
      Dossier dossier,
      String office,
      Map<String, Object> fields) {

    static Form of(
        Policy policy,
        Procedure procedure,
        @Nullable Dossier known,
        String office,
        Map<String, Object> facts,
        Map<String, Object> fields) {
      return new Form(policy, procedure, inHand(known, procedure.subject(), facts), office, fields);
    }

    /** A file as a form would leave it. */
    static Dossier inHand(@Nullable Dossier dossier, String subject, Map<String, Object> facts) {
      Dossier known = dossier == null ? Dossier.of(CaseFile.empty("")) : dossier;
      CaseFile before = known.file();
      return known.with(
          new CaseFile(
                  before.id(),
                  subject,
                  before.office(),
                  before.version(),
                  before.facts(),
                  before.milestones(),
                  before.runs(),
                  before.holds(),
                  before.openedOn(),
                  before.closed())
              .withFacts(facts));
    }

    Description description() {
      return Descriptions.of(policy, dossier.file()).orElseGet(() -> new Description("", ""));
    }

    String id() {
      return dossier.file().id();
    }

    @Nullable Object value(Procedure.Field field) {
      return field.fact() == null
          ? fields.get(field.id())
          : dossier.file().facts().get(field.fact());
    }
  }

  /**
   * Something that a form is pointed to.
   *
   * @param kind what it is, as people call it
   * @param file null for a platform
   * @param passage of the form that asks for it; null where every such form is told
   * @param into where taking it is written; null where this form does not ask for it
   * @param taken whether the form uses it already
   */
  record Suggested(
      Source source,
      String kind,
      String name,
      @Nullable CaseFile file,
      @Nullable String passage,
      List<Shown> details,
      @Nullable Citation citation,
      @Nullable Into into,
      boolean taken) {}

  /** Where a suggestion comes from: a platform all share, a catalogue, the filer's own files. */
  enum Source implements Word {
    PLATFORM,
    CATALOGUE,
    OWN
  }

  /** A fact of the suggested file. */
  record Shown(Fact fact, Object value) {}

  /**
   * @param value as a form sends it; one item where the field is a list
   */
  record Into(Procedure.Field field, Object value) {}

  /** An earlier project of the same system, and by which file it is known to be one. */
  record Earlier(Policy policy, CaseFile file, @Nullable CaseFile through) {}

  /**
   * All that a form is pointed to.
   *
   * @param unseen why the catalogue could not be asked, or null: then there may be more
   */
  record Pointed(List<Suggested> suggestions, Looked.@Nullable Unseen<?> unseen) {}

  Pointed pointed(Form form) {
    Description description = form.description();
    List<Suggested> all = new ArrayList<>();
    Looked.Unseen<?> unseen = null;
    if (!Passages.legible(description)) {
      unseen = new Looked.Unseen<>("没有可比对的名称和内容", false);
    }
    for (Suggestion one : form.procedure().suggestions()) {
      switch (one) {
        case Suggestion.Platform p -> platform(form, p, description, all);
        case Suggestion.Files f -> {
          if (unseen == null) {
            Looked<List<Candidate>> looked =
                f.own() ? own(form, f, description) : catalogue(form, f, description);
            switch (looked) {
              case Looked.Unseen<List<Candidate>> not -> unseen = not;
              case Looked.Seen<List<Candidate>> seen ->
                  seen.value().forEach(c -> all.add(suggested(form, f, c)));
            }
          }
        }
      }
    }
    return new Pointed(all, unseen);
  }

  private static void platform(
      Form form, Suggestion.Platform one, Description description, List<Suggested> all) {
    Vocabulary.Platform platform = form.policy().vocabulary().platforms().get(one.platform());
    if (platform == null) {
      return;
    }
    String passage = asking(platform, description);
    if (passage == null && !one.always()) {
      return;
    }
    Into into = into(form, one, new Suggestion.Filling("", platform.title(), ""));
    all.add(
        new Suggested(
            Source.PLATFORM,
            "共用平台",
            platform.title(),
            null,
            passage,
            List.of(),
            one.citation(),
            into,
            taken(form, into)));
  }

  /** The first passage with a word by which the platform is asked for, or null. */
  private static @Nullable String asking(Vocabulary.Platform platform, Description description) {
    List<String> passages = new ArrayList<>(Passages.functions(description.content()));
    passages.addFirst(Passages.plain(description.name()));
    List<String> words = platform.words().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    return passages.stream()
        .filter(p -> words.stream().anyMatch(p.toLowerCase(Locale.ROOT)::contains))
        .findFirst()
        .orElse(null);
  }

  private record Needed(Description description, Set<String> group) {}

  private record Candidate(CaseFile file, Policy policy, @Nullable String passage) {}

  /** Catalogued things that the text needs and that the project does not make itself. */
  private Looked<List<Candidate>> catalogue(
      Form form, Suggestion.Files one, Description description) {
    Set<String> group = Set.of(Descriptions.group(form.policy(), one.subject()));
    Set<String> mine = Descriptions.apart(form.policy(), form.dossier());
    Looked<List<Need>> looked =
        comparisons.look(
            new Needed(description, group),
            index -> index.needs(description, group, Set.of(), 2 * NEEDS));
    return switch (looked) {
      case Looked.Unseen<List<Need>> not -> new Looked.Unseen<>(not.reason(), not.soon());
      case Looked.Seen<List<Need>> seen -> {
        Map<String, String> passages = new LinkedHashMap<>();
        seen.value().forEach(n -> passages.put(n.existing().id(), n.passage()));
        List<Candidate> found = new ArrayList<>();
        casebook.read(
            form.policy().jurisdiction(),
            passages.keySet(),
            (policy, dossier) -> {
              CaseFile file = dossier.file();
              Set<String> makers = new LinkedHashSet<>(Descriptions.apart(policy, dossier));
              makers.remove(file.id());
              makers.retainAll(mine);
              if (makers.isEmpty()
                  && found.size() < NEEDS
                  && file.subject().equals(one.subject())) {
                found.add(new Candidate(file, policy, passages.get(file.id())));
              }
            });
        yield new Looked.Seen<>(List.copyOf(found));
      }
    };
  }

  /** What the filer's office has already that does the like. */
  private Looked<List<Candidate>> own(Form form, Suggestion.Files one, Description description) {
    String jurisdiction = form.policy().jurisdiction();
    return switch (comparisons.compare(jurisdiction, description, Set.of(form.id()), null)) {
      case Comparison.NotMade not -> new Looked.Unseen<>(not.reason(), not.soon());
      case Comparison.Made made -> {
        Map<String, Hit> hits = new LinkedHashMap<>();
        made.hits().forEach(h -> hits.put(h.existing().id(), h));
        List<Candidate> found = new ArrayList<>();
        casebook.read(
            jurisdiction,
            hits.keySet(),
            (policy, dossier) -> {
              CaseFile file = dossier.file();
              Hit hit = hits.get(file.id());
              if (hit != null
                  && found.size() < OWN
                  && file.subject().equals(one.subject())
                  && form.office().equals(file.office())) {
                String passage = hit.matches().isEmpty() ? null : hit.matches().getFirst().mine();
                found.add(new Candidate(file, policy, passage));
              }
            });
        yield new Looked.Seen<>(List.copyOf(found));
      }
    };
  }

  private static Suggested suggested(Form form, Suggestion.Files one, Candidate candidate) {
    CaseFile file = candidate.file();
    String name = Desk.name(candidate.policy(), file);
    Subject subject = candidate.policy().vocabulary().subject(file.subject());
    Into into =
        into(
            form,
            one,
            new Suggestion.Filling(
                file.id(),
                name,
                form.policy().offices().getOrDefault(file.office(), file.office())));
    return new Suggested(
        one.own() ? Source.OWN : Source.CATALOGUE,
        subject.title(),
        name,
        file,
        candidate.passage(),
        shown(subject, file),
        one.citation(),
        into,
        taken(form, into));
  }

  private static List<Shown> shown(Subject subject, CaseFile file) {
    Described described = subject.described();
    List<Shown> shown = new ArrayList<>();
    if (described != null) {
      for (String name : described.shown()) {
        Fact fact = subject.facts().get(name);
        Object value = file.facts().get(name);
        if (fact != null && value != null) {
          shown.add(new Shown(fact, value));
        }
      }
    }
    return shown;
  }

  private static @Nullable Into into(Form form, Suggestion one, Suggestion.Filling with) {
    Suggestion.Into into = one.into();
    if (into == null) {
      return null;
    }
    return form.procedure().fields().stream()
        .filter(f -> f.id().equals(into.field()))
        .findFirst()
        .map(f -> new Into(f, Suggestion.filled(into.value(), with)))
        .orElse(null);
  }

  /** Whether the form holds the value that taking the suggestion would write. */
  private static boolean taken(Form form, @Nullable Into into) {
    if (into == null) {
      return false;
    }
    Object held = form.value(into.field());
    FactType type = into.field().type();
    if (held == null) {
      return false;
    }
    if (type instanceof FactType.ListType list) {
      return held instanceof List<?> items
          && items.stream().anyMatch(i -> holds(list.item().plain(i), into.value()));
    }
    boolean text = type == FactType.Scalar.TEXT || type == FactType.Scalar.LONG_TEXT;
    return text
        ? held.toString().contains(into.value().toString())
        : holds(type.plain(held), into.value());
  }

  /** Whether a value is the other, or a record says all that the other says. */
  private static boolean holds(Object held, Object value) {
    return (value instanceof Map<?, ?> parts && held instanceof Map<?, ?> mine)
        ? parts.entrySet().stream().allMatch(p -> p.getValue().equals(mine.get(p.getKey())))
        : held.toString().equals(value.toString());
  }

  /** What was pointed to, as it is recorded: records with the parts of {@link Filler#parts}. */
  static List<Object> items(Pointed pointed) {
    List<Object> items = new ArrayList<>();
    for (Suggested one : pointed.suggestions()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("kind", one.kind());
      item.put("name", one.name());
      CaseFile file = one.file();
      if (file != null) {
        item.put("file", file.id());
      }
      Citation citation = one.citation();
      if (citation != null) {
        item.put("norm", citation.norm());
      }
      String passage = one.passage();
      if (passage != null) {
        item.put("passage", passage);
      }
      item.put("taken", one.taken());
      items.add(item);
    }
    return items;
  }

  /** Projects of the systems that the form names, apart from its own, in no order. */
  List<Earlier> earlier(Form form) {
    Set<String> near = Descriptions.apart(form.policy(), form.dossier());
    near.remove(form.id());
    Map<String, Earlier> found = new LinkedHashMap<>();
    Map<String, CaseFile> beyond = new LinkedHashMap<>();
    String subject = form.procedure().subject();
    casebook.read(
        form.policy().jurisdiction(),
        near,
        (policy, dossier) -> {
          CaseFile file = dossier.file();
          if (file.subject().equals(subject)) {
            found.put(file.id(), new Earlier(policy, file, null));
          } else {
            Descriptions.apart(policy, dossier).forEach(id -> beyond.putIfAbsent(id, file));
          }
        });
    beyond.keySet().removeAll(near);
    beyond.remove(form.id());
    casebook.read(
        form.policy().jurisdiction(),
        beyond.keySet(),
        (policy, dossier) -> {
          CaseFile file = dossier.file();
          if (file.subject().equals(subject)) {
            found.put(file.id(), new Earlier(policy, file, beyond.get(file.id())));
          }
        });
    return found.values().stream().limit(EARLIER).toList();
  }
}
