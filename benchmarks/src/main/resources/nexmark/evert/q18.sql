select auction, bidder, price, channel, url, datetime, extra
from (
  select *, row_number() over (partition by bidder, auction order by datetime desc) as place
  from bid
) q
where place <= 1
