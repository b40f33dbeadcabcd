drop index "campaigns_end_index";
