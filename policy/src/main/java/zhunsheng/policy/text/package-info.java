/**
 * Official texts: from the words of a regulation to its articles, and to the scaffold of a pack.
 */
@NullMarked
package zhunsheng.policy.text;

import org.jspecify.annotations.NullMarked;
