select p.id, p.name, p.window_start as starttime
from (
  select id, name, window_start, window_end
  from tumble(person, datetime, interval '10 seconds')
  group by id, name, window_start, window_end
) p
join (
  select seller, window_start, window_end
  from tumble(auction, datetime, interval '10 seconds')
  group by seller, window_start, window_end
) a on p.id = a.seller and p.window_start = a.window_start and p.window_end = a.window_end
