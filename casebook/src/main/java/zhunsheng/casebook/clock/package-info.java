/** The business day, injected. */
@NullMarked
package zhunsheng.casebook.clock;

import org.jspecify.annotations.NullMarked;
