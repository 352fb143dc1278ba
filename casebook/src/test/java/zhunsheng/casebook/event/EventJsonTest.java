package zhunsheng.casebook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.file.Event;

class EventJsonTest {
  @Property(tries = 500)
  void every_event_comes_back_from_its_canonical_json(@ForAll("events") Event event) {
    String json = CanonicalJson.write(EventJson.encode(event));

    assertThat(EventJson.decode(EventJson.SCHEMA, EventJson.type(event), CanonicalJson.read(json)))
        .isEqualTo(event);
    assertThat(CanonicalJson.write(CanonicalJson.read(json))).isEqualTo(json);
  }

  @Provide
  Arbitrary<Event> events() {
    return EventSamples.event();
  }

  @Test
  void what_was_stored_in_the_first_form_is_still_read() throws IOException {
    List<Event> events = EventSamples.ofEachKind();
    List<String> stored = stored("/events-1.txt");

    assertThat(events.stream().map(EventJson::type).distinct())
        .as("a sample of each kind")
        .hasSize(Event.class.getPermittedSubclasses().length);
    for (int i = 0; i < events.size(); i++) {
      String[] line = stored.get(i).split(" ", 2);
      assertThat(EventJson.decode(1, line[0], CanonicalJson.read(line[1])))
          .isEqualTo(events.get(i));
    }
    assertThat(stored).hasSameSizeAs(events);
  }

  @Test
  void what_is_written_today_is_what_was_stored() throws IOException {
    assertThat(
            EventSamples.ofEachKind().stream()
                .map(e -> EventJson.type(e) + " " + CanonicalJson.write(EventJson.encode(e))))
        .containsExactlyElementsOf(stored("/events-1.txt"));
  }

  private static List<String> stored(String resource) throws IOException {
    try (InputStream in = EventJsonTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void an_event_in_a_form_from_the_future_is_not_guessed_at() {
    assertThatThrownBy(() -> EventJson.decode(2, "FileClosed", Map.of("reason", "终止")))
        .isInstanceOf(CorruptEventException.class);
  }

  @Test
  void an_event_that_lacks_a_part_is_corrupt() {
    assertThatThrownBy(() -> EventJson.decode(1, "FileClosed", Map.of()))
        .isInstanceOf(CorruptEventException.class)
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> EventJson.decode(1, "NeverHeardOf", Map.of()))
        .isInstanceOf(CorruptEventException.class);
    assertThatThrownBy(() -> EventJson.decode(1, "FileClosed", Map.of("reason", 7L)))
        .isInstanceOf(CorruptEventException.class);
  }
}
