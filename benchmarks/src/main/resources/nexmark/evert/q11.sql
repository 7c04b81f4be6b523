select bidder, count(*) as bid_count, window_start as starttime, window_end as endtime
from session(bid partition by bidder, datetime, interval '10 seconds')
group by bidder, window_start, window_end
