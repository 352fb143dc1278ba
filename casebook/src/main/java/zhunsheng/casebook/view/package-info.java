/** Lists, worklists and figures, read from projections. */
@NullMarked
package zhunsheng.casebook.view;

import org.jspecify.annotations.NullMarked;
