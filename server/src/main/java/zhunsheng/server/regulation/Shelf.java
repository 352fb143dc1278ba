package zhunsheng.server.regulation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.load.SealFile;
import zhunsheng.policy.model.Policy;

/** The packs of a folder, loaded once. */
public final class Shelf implements PolicyShelf {
  private final Map<String, Policy> policies;

  Shelf(Collection<Policy> policies) {
    this.policies = new LinkedHashMap<>();
    policies.forEach(p -> this.policies.put(p.id(), p));
  }

  /**
   * Loads every pack below {@code folder}, several at a time.
   *
   * @throws BrokenPacksException if one has errors or is not as it was sealed: without it the files
   *     of its jurisdiction could not be judged, or by another regulation than theirs
   */
  public static Shelf load(Path folder) {
    List<String> packs = PolicyLoader.packs(folder);
    if (packs.isEmpty()) {
      throw new IllegalStateException("没有可用的规则包：" + folder);
    }
    Map<String, PolicyException> broken = new ConcurrentSkipListMap<>();
    List<Policy> policies =
        packs.parallelStream()
            .flatMap(
                pack -> {
                  try {
                    return Stream.of(SealFile.load(folder, pack));
                  } catch (PolicyException e) {
                    broken.put(pack, e);
                    return Stream.empty();
                  }
                })
            .toList();
    if (!broken.isEmpty()) {
      throw new BrokenPacksException(broken);
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
