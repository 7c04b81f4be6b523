select auction, bidder, price, channel, url, datetime, extra, place
from (
  select *, row_number() over (partition by auction order by price desc) as place from bid
) q
where place <= 10
