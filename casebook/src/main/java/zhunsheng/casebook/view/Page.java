package zhunsheng.casebook.view;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total rows over all pages
 * @param page number of this one, from 0
 */
public record Page<T>(List<T> items, long total, int page, int size) {
  public Page {
    items = List.copyOf(items);
  }
}
