package zhunsheng.casebook;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

/** One pack for every jurisdiction: the tests' own. */
public final class SampleShelf implements PolicyShelf {
  private static final Policy SAMPLE =
      PolicyLoader.load(Path.of("src", "test", "resources", "policies"), "sample");

  private final List<String> jurisdictions;

  public SampleShelf(String... jurisdictions) {
    this.jurisdictions = List.of(jurisdictions);
  }

  @Override
  public Policy policy(String packId) {
    if (!packId.equals(SAMPLE.id())) {
      throw new IllegalArgumentException(packId);
    }
    return SAMPLE;
  }

  @Override
  public Policy current(String jurisdiction, LocalDate day) {
    return SAMPLE;
  }

  @Override
  public Collection<Policy> policies() {
    return List.of(SAMPLE);
  }

  @Override
  public Collection<String> jurisdictions() {
    return jurisdictions;
  }
}
