select distinct p.id, p.name, date_bin('10 seconds', p.datetime, timestamp '2000-01-01')
from person p
join auction a on p.id = a.seller
  and date_bin('10 seconds', p.datetime, timestamp '2000-01-01')
    = date_bin('10 seconds', a.datetime, timestamp '2000-01-01')
