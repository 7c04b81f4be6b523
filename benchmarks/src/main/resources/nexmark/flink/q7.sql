select b.auction, b.price, b.bidder, b.`dateTime`, b.extra
from bid b
join (
  select max(price) as maxprice, window_end as `dateTime`
  from table(tumble(table bid, descriptor(`dateTime`), interval '10' second))
  group by window_start, window_end
) m on b.price = m.maxprice
where b.`dateTime` between m.`dateTime` - interval '10' second and m.`dateTime`
