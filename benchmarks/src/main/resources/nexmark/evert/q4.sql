select category, avg(final) as avg
from (
  select max(b.price) as final, a.category
  from auction a, bid b
  where a.id = b.auction and b.datetime between a.datetime and a.expires
  group by a.id, a.category
) q
group by category
