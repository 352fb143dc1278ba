/**
 * The checker: what an author should know of a pack that loads. Whether it accounts for its whole
 * text, whether everything in it can be reached and done, whether worked cases would notice if a
 * rule or a number were otherwise, and whether its own invariants hold.
 */
@NullMarked
package zhunsheng.policy.check;

import org.jspecify.annotations.NullMarked;
