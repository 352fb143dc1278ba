/** Powers that one office gives another for a period. */
@NullMarked
package zhunsheng.casebook.delegation;

import org.jspecify.annotations.NullMarked;
