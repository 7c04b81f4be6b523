select seller,
  avg(final) over (
    partition by seller order by datetime, final rows between 10 preceding and current row) as avg
from (
  select a.seller, b.price as final, b.datetime,
    row_number() over (partition by a.id, a.seller order by b.price desc, b.datetime) as place
  from auction a, bid b
  where a.id = b.auction and b.datetime between a.datetime and a.expires
) q
where place <= 1
