/** A file and the events it is folded from. */
@NullMarked
package zhunsheng.policy.file;

import org.jspecify.annotations.NullMarked;
