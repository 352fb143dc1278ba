/**
 * Worked cases: timelines that are run by the same engine as production, with what must come of
 * them.
 */
@NullMarked
package zhunsheng.policy.worked;

import org.jspecify.annotations.NullMarked;
