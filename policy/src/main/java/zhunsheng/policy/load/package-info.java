/**
 * Reads packs from disk: YAML to a type-checked policy, or every problem with file, line and
 * column.
 */
@NullMarked
package zhunsheng.policy.load;

import org.jspecify.annotations.NullMarked;
