select auction, bidder, price, datetime, extra,
  to_char(datetime, 'YYYY-MM-DD') as day, to_char(datetime, 'HH24:MI') as minute
from bid
