/** Following all events of a jurisdiction in commit order. */
@NullMarked
package zhunsheng.casebook.follow;

import org.jspecify.annotations.NullMarked;
