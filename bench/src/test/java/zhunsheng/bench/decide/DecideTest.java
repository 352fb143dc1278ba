package zhunsheng.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecideTest {
  private static final Path TABLES =
      Path.of(System.getProperty("zhunsheng.home", ".."))
          .resolve("bench/src/main/resources/decide");

  @Test
  void all_ways_say_the_same_of_every_file_and_nothing_is_said_of_all() throws IOException {
    List<Rival> rivals = Decide.rivals(TABLES);

    Decide.agree(rivals);

    Rival one = rivals.getFirst();
    Set<String> norms = new HashSet<>();
    Set<String> levels = new HashSet<>();
    for (int i = 0; i < one.things(); i++) {
      Verdicts verdicts = one.verdicts(one.decide(i));
      levels.add(verdicts.level());
      norms.addAll(verdicts.declaration());
      norms.addAll(verdicts.payment());
      norms.addAll(verdicts.materials());
    }
    assertThat(levels).hasSize(3);
    assertThat(norms).as("every rule speaks of some file").hasSize(5 + 6 + 8);
  }

  @Test
  void what_disagrees_is_not_measured() throws IOException {
    List<Rival> rivals = Decide.rivals(TABLES);
    Rival honest = rivals.getFirst();
    Rival other =
        new Rival() {
          @Override
          public String name() {
            return "other";
          }

          @Override
          public List<Matter> matters() {
            return honest.matters();
          }

          @Override
          public Object decide(int number) {
            return honest.decide(number == 7 ? 8 : number);
          }

          @Override
          public Verdicts verdicts(Object decided) {
            return honest.verdicts(decided);
          }
        };

    assertThatThrownBy(() -> Decide.agree(List.of(honest, other)))
        .hasMessageContaining("other says");
  }
}
