/** What other products find in the same labels. */
@NullMarked
package zhunsheng.bench;

import org.jspecify.annotations.NullMarked;
