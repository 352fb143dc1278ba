package zhunsheng.server.regulation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.load.SealFile;
import zhunsheng.policy.model.Policy;

/** The packs of a folder, loaded once. */
public final class Shelf implements PolicyShelf {
  private static final Logger log = LoggerFactory.getLogger(Shelf.class);

  private final Map<String, Policy> policies;

  Shelf(Collection<Policy> policies) {
    this.policies = new LinkedHashMap<>();
    policies.forEach(p -> this.policies.put(p.id(), p));
  }

  /**
   * Loads every pack below {@code folder}. One with errors, or that is not as it was sealed, is
   * left out and its errors are logged, so that the others go on working.
   */
  public static Shelf load(Path folder) {
    List<Policy> policies = new ArrayList<>();
    for (String pack : PolicyLoader.packs(folder)) {
      try {
        policies.add(SealFile.load(folder, pack));
      } catch (PolicyException e) {
        log.error(
            "pack {} is left out, it has {} errors:\n{}",
            pack,
            e.problems().size(),
            e.getMessage());
      }
    }
    if (policies.isEmpty()) {
      throw new IllegalStateException("没有可用的规则包：" + folder);
    }
    return new Shelf(policies);
  }

  @Override
  public Policy policy(String packId) {
    Policy policy = policies.get(packId);
    if (policy == null) {
      throw new IllegalArgumentException("no pack " + packId);
    }
    return policy;
  }

  /**
   * The one in force; before the first comes into force, that one; after the last lapsed, that one.
   */
  @Override
  public Policy current(String jurisdiction, LocalDate day) {
    List<Policy> all = of(jurisdiction);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("jurisdiction " + jurisdiction + " has no policy");
    }
    Policy current = all.getFirst();
    for (Policy policy : all) {
      if (!policy.from().isAfter(day)) {
        current = policy;
      }
    }
    return current;
  }

  /** The policies of a jurisdiction, oldest first. */
  public List<Policy> of(String jurisdiction) {
    return policies.values().stream()
        .filter(p -> p.jurisdiction().equals(jurisdiction))
        .sorted(Comparator.comparing(Policy::from).thenComparing(Policy::id))
        .toList();
  }

  @Override
  public Collection<Policy> policies() {
    return Collections.unmodifiableCollection(policies.values());
  }

  @Override
  public Collection<String> jurisdictions() {
    LinkedHashSet<String> ids = new LinkedHashSet<>();
    policies.values().forEach(p -> ids.add(p.jurisdiction()));
    return ids;
  }

  public String jurisdictionName(String jurisdiction) {
    List<Policy> all = of(jurisdiction);
    return all.isEmpty() ? jurisdiction : all.getLast().jurisdictionName();
  }
}
