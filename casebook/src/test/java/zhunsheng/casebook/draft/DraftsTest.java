package zhunsheng.casebook.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import zhunsheng.casebook.TestDatabase;

class DraftsTest {
  private final String jurisdiction = TestDatabase.newJurisdiction();
  private final Drafts drafts = new Drafts(TestDatabase.database());

  private static Draft draft(String id, String person, String body, int minute) {
    return new Draft(
        id,
        person,
        "declaration",
        null,
        null,
        body,
        Instant.parse("2024-03-01T00:%02d:00Z".formatted(minute)));
  }

  @Test
  void a_draft_saved_again_takes_the_place_of_the_earlier() {
    drafts.save(jurisdiction, draft("d1", "zhang", "{\"a\": 1}", 1));
    drafts.save(jurisdiction, draft("d2", "zhang", "{}", 2));
    drafts.save(jurisdiction, draft("d1", "zhang", "{\"a\": 2}", 3));

    assertThat(drafts.of(jurisdiction, "zhang")).extracting(Draft::id).containsExactly("d1", "d2");
    assertThat(drafts.find(jurisdiction, "zhang", "d1"))
        .contains(draft("d1", "zhang", "{\"a\": 2}", 3));
  }

  @Test
  void nobody_sees_changes_or_drops_anothers_draft() {
    drafts.save(jurisdiction, draft("d1", "zhang", "{}", 1));
    drafts.save(jurisdiction, draft("d1", "li", "{\"mine\": true}", 2));

    assertThat(drafts.drop(jurisdiction, "wang", "d1")).isFalse();
    assertThat(drafts.drop(jurisdiction, "li", "d1")).isTrue();
    assertThat(drafts.find(jurisdiction, "zhang", "d1")).contains(draft("d1", "zhang", "{}", 1));
    assertThat(drafts.find(TestDatabase.newJurisdiction(), "zhang", "d1")).isEmpty();
  }
}
