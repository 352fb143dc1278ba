package zhunsheng.bench.decide;

import java.util.Set;

/**
 * What every way must say alike.
 *
 * @param level who decides
 * @param declaration norms that forbid the declaration
 * @param payment norms that forbid the payment
 * @param materials what the declaration must hold
 */
record Verdicts(String level, Set<String> declaration, Set<String> payment, Set<String> materials) {
  Verdicts {
    declaration = Set.copyOf(declaration);
    payment = Set.copyOf(payment);
    materials = Set.copyOf(materials);
  }
}
