/** Expressions of packs: CEL, parsed and typed when a pack is loaded, evaluated three-valued. */
@NullMarked
package zhunsheng.policy.expression;

import org.jspecify.annotations.NullMarked;
